import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { evidenceOf, triesByHour, type SpendInEvidence } from '@/db/queries/control/evidence';
import { mostEvidence, type Signal } from '@/domain/control/signals';

/** What raised a signal: its spends, each with the way to the household's application, or the tries hour by hour. */
export async function Evidence({ signal }: { signal: Signal }) {
  return signal.kind === 'wrong-codes' ? <Tries signal={signal} /> : <Spends signal={signal} />;
}

async function Spends({ signal }: { signal: Signal }) {
  const [t, spends] = await Promise.all([
    getTranslations('control.evidence'),
    evidenceOf(database(), signal),
  ]);
  const columns: Column<SpendInEvidence>[] = [
    { key: 'at', header: t('at'), rowHeader: true, cell: ({ at }) => <DateTime at={at} /> },
    {
      key: 'where',
      header: t('where'),
      cell: ({ shop, counter }) => [shop, counter].filter(Boolean).join(' · '),
    },
    { key: 'receipt', header: t('receipt'), cell: ({ receiptNumber }) => receiptNumber },
    {
      key: 'application',
      header: t('application'),
      cell: ({ applicationId, registration }) => (
        <Link href={`/operatore/domande/${applicationId}`} prefetch={false}>
          {registration === null ? t('unregistered') : `${registration.number}/${registration.year}`}
        </Link>
      ),
    },
    {
      key: 'issued',
      header: t('issued'),
      number: true,
      cell: ({ issuedCents }) => <Amount cents={issuedCents} />,
    },
    {
      key: 'amount',
      header: t('amount'),
      number: true,
      cell: ({ amountCents }) => <Amount cents={amountCents} />,
    },
  ];
  return (
    <section className="control-section">
      <h2>{t('title')}</h2>
      {spends.length === mostEvidence && <p>{t('first', { most: mostEvidence })}</p>}
      <DataTable
        caption={t('caption', { count: spends.length })}
        columns={columns}
        rows={spends}
        rowKey={({ id }) => id}
        totals={{
          at: t('total'),
          amount: <Amount cents={spends.reduce((sum, { amountCents }) => sum + amountCents, 0)} />,
        }}
      />
    </section>
  );
}

async function Tries({ signal }: { signal: Signal }) {
  const [t, hours] = await Promise.all([
    getTranslations('control.evidence'),
    triesByHour(database(), signal),
  ]);
  const columns: Column<(typeof hours)[number]>[] = [
    { key: 'hour', header: t('hour'), rowHeader: true, cell: ({ hour }) => `${hour}:00–${hour}:59` },
    { key: 'tries', header: t('tries'), number: true, cell: ({ tries }) => tries },
  ];
  return (
    <section className="control-section">
      <h2>{t('title')}</h2>
      <p>{t('codesNotKept')}</p>
      <DataTable
        caption={t('byHour')}
        columns={columns}
        rows={hours}
        rowKey={({ hour }) => String(hour)}
        totals={{ hour: t('total'), tries: signal.count }}
      />
    </section>
  );
}
