import { randomUUID } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import { resend } from '@/app/operatore/domande/[id]/voucher-actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { ApplicationFile } from '@/db/queries/application-file';
import { may } from '@/domain/permissions';
import type { Role } from '@/domain/roles';
import { mayAct, type VoucherActKind } from '@/domain/voucher/acts';
import { actPages, type ActPage } from './voucher-acts';

type Props = {
  voucher: NonNullable<ApplicationFile['voucher']>;
  /** Whether it is spent and no void can refill it any more. */
  closed: boolean;
  role: Role;
};

/** What the office may do with the voucher now: a page for each act, that says what follows from it. */
export async function VoucherActs({ voucher, closed, role }: Props) {
  const t = await getTranslations('voucherLife.acts');
  const possible = (act: VoucherActKind) => mayAct(act, voucher.status, closed) && allows(role, act);
  const pages = (Object.keys(actPages) as ActPage[]).filter((page) => possible(actPages[page]));
  if (pages.length === 0) return null;
  return (
    <div className="voucher-acts no-print">
      {possible('resend') && (
        <Form action={resend} id="manda-di-nuovo">
          <HiddenField name="applicationId" value={voucher.applicationId} />
          <HiddenField name="voucherId" value={voucher.id} />
          <HiddenField name="requestId" value={randomUUID()} />
          <SubmitButton look="secondary" icon="telephone">
            {t('resend')}
          </SubmitButton>
        </Form>
      )}
      {pages.map((page) => (
        <ButtonLink key={page} href={`/operatore/domande/${voucher.applicationId}/buono/${page}`} look="link">
          {t(actPages[page])}
        </ButtonLink>
      ))}
    </div>
  );
}

/** Whether people of a role may perform an act. */
export const allows = (role: Role, act: VoucherActKind): boolean =>
  may(
    { kind: 'user', id: '', role, merchantId: null },
    act === 'revoke' ? 'voucher.revoke' : 'voucher.manage',
    false,
  );
