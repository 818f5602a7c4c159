import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Callout } from '@/app/_ui/Callout';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { codeMessages, type CodeMessage } from '@/db/queries/voucher-file';
import { maskedNumber } from '@/domain/voucher/acts';

/** Every SMS with the code: when, to which number, whether it arrived, and what to do where it did not. */
export async function CodeMessages({ applicationId }: { applicationId: string }) {
  const [t, tSms, tReasons, messages] = await Promise.all([
    getTranslations('voucherLife.sms'),
    getTranslations('office.sms'),
    getTranslations('messages.reasons'),
    codeMessages(database(), applicationId),
  ]);
  if (messages.length === 0)
    return (
      <p>
        {t('caption')}: {tSms('none')}
      </p>
    );
  const columns: Column<CodeMessage>[] = [
    {
      key: 'when',
      header: t('when'),
      rowHeader: true,
      cell: ({ sentAt, queuedAt }) => <DateTime at={sentAt ?? queuedAt} precision="minute" />,
    },
    { key: 'number', header: t('number'), cell: ({ recipient }) => maskedNumber(recipient) },
    { key: 'state', header: t('state'), cell: (message) => <State message={message} /> },
  ];
  return (
    <>
      {messages[0]?.failure && (
        <Callout tone="warning" title={t('failed')}>
          <p>
            {tReasons(messages[0].failure)} {t('failedText')}
          </p>
        </Callout>
      )}
      <DataTable caption={t('caption')} columns={columns} rows={messages} rowKey={({ id }) => id} />
    </>
  );
}

async function State({ message: { status, attempts, error } }: { message: CodeMessage }) {
  const [t, tSms] = await Promise.all([getTranslations('voucherLife.sms'), getTranslations('office.sms')]);
  const retrying = status === 'in coda' && attempts > 0;
  return (
    <>
      <strong>{retrying ? t('retrying') : tSms(status)}</strong>
      {(attempts > 1 || retrying) && <> {t('attempts', { count: attempts })}</>}
      {error !== null && <span className="carrier-answer">{t('answer', { error })}</span>}
    </>
  );
}
