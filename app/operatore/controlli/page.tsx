import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { asked, periods, readSearch, searchHref, sinceOf } from '@/app/_control/search';
import { signalSentence } from '@/app/_control/sentence';
import { StateBadge } from '@/app/_control/StateBadge';
import { kindWord } from '@/app/_control/words';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Amount } from '@/app/_ui/Amount';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { databaseNow } from '@/db/queries/clock';
import { signalList, type SignalInList } from '@/db/queries/control/reviews';
import { signalKinds } from '@/domain/control/signals';

type Row = SignalInList & { sentence: string };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('control'))('title') };
}

/** What in the spends of the shops is worth a look, each with the way to its evidence. */
export default async function SignalsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/operatore/controlli', 'operatore', 'responsabile');
  const search = readSearch(await searchParams);
  const [t, tSamples, now] = await Promise.all([
    getTranslations('control'),
    getTranslations('samples'),
    databaseNow(database()),
  ]);
  const found = await signalList(database(), { kind: search.kind, since: sinceOf(search, now) });
  const rows = await Promise.all(
    asked(found, search).map(async (signal): Promise<Row> => ({
      ...signal,
      sentence: await signalSentence(signal),
    })),
  );
  const columns: Column<Row>[] = [
    {
      key: 'kind',
      header: t('columns.kind'),
      rowHeader: true,
      cell: ({ key, kind }) => (
        <Link href={`/operatore/controlli/${key}`} prefetch={false}>
          {t(`kinds.${kindWord[kind]}`)}
        </Link>
      ),
    },
    {
      key: 'merchant',
      header: t('columns.merchant'),
      cell: ({ merchant, place }) =>
        place === null || place.startsWith(merchant) ? (place ?? merchant) : `${merchant} · ${place}`,
    },
    { key: 'seen', header: t('columns.seen'), cell: ({ sentence }) => sentence },
    { key: 'to', header: t('columns.last'), cell: ({ to }) => <DateTime at={to} precision="minute" /> },
    {
      key: 'amount',
      header: t('columns.amount'),
      number: true,
      cell: ({ kind, amountCents }) => (kind === 'wrong-codes' ? '' : <Amount cents={amountCents} />),
    },
    { key: 'state', header: t('columns.state'), cell: ({ state }) => <StateBadge state={state} /> },
  ];
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Actions>
        <ButtonLink href="/operatore/controlli/campioni" look="secondary" icon="list">
          {tSamples('title')}
        </ButtonLink>
        <ButtonLink href="/operatore/controlli/recuperi" look="secondary" icon="card">
          {tSamples('recoveries.title')}
        </ButtonLink>
      </Actions>
      <form action="/operatore/controlli" role="search" aria-label={t('filter')} className="no-print">
        <div className="filter-grid">
          <SelectField
            name="tipo"
            label={t('columns.kind')}
            placeholder={t('anyKind')}
            defaultValue={search.kind ?? ''}
            options={signalKinds.map((kind) => ({ value: kind, label: t(`kinds.${kindWord[kind]}`) }))}
          />
          <SelectField
            name="giorni"
            label={t('period')}
            placeholder={false}
            defaultValue={String(search.days)}
            options={periods.map((days) => ({ value: String(days), label: t('lastDays', { days }) }))}
          />
        </div>
        <CheckboxField
          name="stato"
          value="da-vedere"
          label={t('onlyWaiting')}
          defaultChecked={search.waiting}
        />
        <Actions>
          <SubmitButton look="secondary">{t('show')}</SubmitButton>
          <ButtonLink
            href={searchHref('/operatore/controlli/esporta', search)}
            look="secondary"
            icon="download"
          >
            {t('export')}
          </ButtonLink>
          <ButtonLink href="/operatore/controlli/soglie" look="link" icon="settings">
            {t('thresholds.title')}
          </ButtonLink>
        </Actions>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={t('empty')} icon="check-circle">
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('caption', { count: rows.length })}
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
        />
      )}
    </>
  );
}
