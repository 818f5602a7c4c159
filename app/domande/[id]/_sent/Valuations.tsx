import { getTranslations } from 'next-intl/server';
import { Reasons } from '@/app/_citizen/Reasons';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { shownCode } from '@/domain/voucher/shown-code';
import { decisionsOn, type ApplicationFile } from '@/db/queries/application-file';

type Props = {
  file: ApplicationFile;
  /** Whether the person may see the code: not with the first part of a PIN alone. */
  full: boolean;
};

/** The manual's Valutazioni: date, amount and code; the reason where the answer is no. */
export async function Valuations({ file: { application, voucher }, full }: Props) {
  const { status } = application;
  const [t, decisions] = await Promise.all([
    getTranslations('citizen.sent'),
    decisionsOn(database(), application.id),
  ]);
  if (decisions.length === 0) {
    return (
      <>
        <h2>{t('decisions')}</h2>
        <p>{t('noDecision')}</p>
      </>
    );
  }
  const refusal = decisions.findLast(({ outcome }) => outcome === 'respinta');
  return (
    <>
      <h2 id="valutazioni">{t('decisions')}</h2>
      {refusal && status === 'respinta' && (
        <Callout tone="warning" title={t('rejected')}>
          <Reasons codes={refusal.reasonCodes} />
          {refusal.reason && (
            <p className="as-written">
              {t('reason')}: {refusal.reason}
            </p>
          )}
        </Callout>
      )}
      <DataTable
        caption={t('decisions')}
        captionHidden
        rows={decisions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'date',
            header: t('date'),
            cell: ({ decidedAt }) => <DateTime at={decidedAt} precision="day" />,
          },
          { key: 'outcome', header: t('outcome'), cell: ({ outcome }) => <StatusBadge status={outcome} /> },
          {
            key: 'amount',
            header: t('amount'),
            number: true,
            cell: ({ amountCents }) => (amountCents === null ? '—' : <Amount cents={amountCents} />),
          },
          {
            key: 'code',
            header: t('code'),
            cell: ({ outcome }) =>
              // Who waits for the fund is accepted, and no code is on its way.
              outcome === 'approvata' && status === 'approvata'
                ? voucher
                  ? shownCode(voucher)
                  : t(full ? 'coming' : 'codeHidden')
                : '—',
          },
        ]}
      />
    </>
  );
}
