import { getFormatter, getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import type { ApplicationFile } from '@/db/queries/application-file';
import { voucherActsOn } from '@/db/queries/voucher-file';
import { voucherTermsUntil } from '@/domain/programme/terms';
import type { VoucherStanding } from '@/domain/voucher/status';
import { ente } from '@/ente';

type Props = { standing: Exclude<VoucherStanding, 'usable'>; expiresAt: Date };

/** Why the voucher cannot be used now, and what to do: its code is not shown, so that nobody queues up for nothing. */
export async function VoucherState({ standing, expiresAt }: Props) {
  const t = await getTranslations('voucherLife.citizen');
  return (
    <Callout tone={standing === 'blocked' ? 'warning' : 'info'} title={t(standing)}>
      <p>{t(`${standing}Text`, { phone: ente.phone, day: dayOf(expiresAt) })}</p>
    </Callout>
  );
}

type Expiry = { file: ApplicationFile; expiresAt: Date; now: Date };

/** That the last day was moved, and when an SMS will remind of it. */
export async function ExpiryNotes({ file, expiresAt, now }: Expiry) {
  const [t, format, acts] = await Promise.all([
    getTranslations('voucherLife.citizen'),
    getFormatter(),
    voucherActsOn(database(), file.application.id),
  ]);
  const before = acts.findLast(({ act }) => act === 'extend')?.fromValue;
  const { noticesAt } = voucherTermsUntil(file.rules, expiresAt, now);
  const days = [...new Set(noticesAt.map(dayOf))];
  return (
    <>
      {before && <p className="no-print">{t('extended', { day: before.split('-').reverse().join('/') })}</p>}
      {days.length > 0 && (
        <p className="no-print">
          {t('notices', { days: format.list(days.map((day) => t('noticeDay', { day }))) })}
        </p>
      )}
    </>
  );
}

/** That the approval was taken back, why, and what can be done. */
export async function Revoked({ reason }: { reason: string | null }) {
  const t = await getTranslations('voucherLife.citizen');
  return (
    <Callout tone="warning" title={t('revoked')}>
      {reason !== null && <p className="as-written">{t('revokedReason', { reason })}</p>}
      <p>{t('revokedText', { phone: ente.phone })}</p>
    </Callout>
  );
}
