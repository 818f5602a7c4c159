import { getTranslations } from 'next-intl/server';
import { allows } from '@/app/_office/VoucherActs';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import type { ApplicationFile } from '@/db/queries/application-file';
import type { Benefit } from '@/domain/control/recovery';
import type { Role } from '@/domain/roles';
import { mayAct } from '@/domain/voucher/acts';

type Props = { application: ApplicationFile['application']; benefit: Benefit; role: Role };

/** What a difference leads to, as far as people decide it: the benefit is revoked, or has ended already. */
export async function WhatFollows({ application, benefit, role }: Props) {
  const t = await getTranslations('samples.follows');
  const { status, closed } = benefit;
  if (status === 'revocato') return <p>{t('revoked')}</p>;
  const revocable =
    application.status === 'approvata' && (status === null || mayAct('revoke', status, closed));
  return (
    <Callout tone="warning" title={t('title')}>
      <p>{revocable ? t('revocable') : t('over')}</p>
      {revocable && !allows(role, 'revoke') && <p>{t('onlyHead')}</p>}
      {revocable && allows(role, 'revoke') && (
        <Actions>
          <ButtonLink
            href={`/operatore/domande/${application.id}/buono/revoca?controllo=si`}
            look="secondary"
            icon="ban"
          >
            {t('revoke')}
          </ButtonLink>
        </Actions>
      )}
    </Callout>
  );
}
