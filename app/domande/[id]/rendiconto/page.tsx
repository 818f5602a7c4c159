import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { ownApplication } from '@/app/_citizen/own-application';
import { shownCode } from '@/app/_citizen/shown-code';
import { database } from '@/app/_server/database';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import { spendsOf } from '@/db/queries/application-file';
import { formatEuro } from '@/domain/money';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('citizen.statement'))('title') };
}

/** Rendiconto Buono (manual § 2.12): each spend with date, time and amount, and what is left. */
export default async function StatementPage({ params }: Props) {
  const { application, programme, voucher, balanceCents } = await ownApplication(
    (await params).id,
    '/rendiconto',
  );
  if (!voucher) notFound();
  const [t, tDocuments, spends] = await Promise.all([
    getTranslations('citizen'),
    getTranslations('documents'),
    spendsOf(database(), voucher.id),
  ]);
  const path = `/domande/${application.id}`;
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('list.title'), href: '/domande' },
          { label: programme.name, href: path },
        ]}
        current={t('statement.title')}
      />
      <PageHead title={t('statement.title')}>
        <p>
          {t('statement.lead')} {t('sent.code')}: <strong>{shownCode(voucher)}</strong>
        </p>
      </PageHead>
      <ProgressBalance leftCents={balanceCents ?? 0} totalCents={voucher.issuedCents} />
      <Spends spends={spends} />
      <Actions>
        {/* A plain link: the address is a file. */}
        <a className="btn btn-primary" href={`${path}/rendiconto/pdf`}>
          {tDocuments('statement')}
        </a>
        <PrintButton label={t('sent.print')} note={t('sent.printNote')} />
        <ButtonLink href={path} look="link">
          {t('sent.back')}
        </ButtonLink>
      </Actions>
    </>
  );
}

async function Spends({ spends }: { spends: Awaited<ReturnType<typeof spendsOf>> }) {
  const t = await getTranslations('citizen.statement');
  if (spends.length === 0) {
    return (
      <EmptyState title={t('empty')} icon="card">
        <p>{t('emptyText')}</p>
      </EmptyState>
    );
  }
  const spentCents = spends.reduce((sum, { amountCents, voidedAt }) => sum + (voidedAt ? 0 : amountCents), 0);
  return (
    <DataTable
      caption={t('title')}
      captionHidden
      rows={spends}
      rowKey={({ id }) => id}
      columns={[
        { key: 'date', header: t('date'), rowHeader: true, cell: ({ at }) => <DateTime at={at} /> },
        {
          key: 'amount',
          header: t('amount'),
          number: true,
          cell: ({ amountCents, voidedAt }) =>
            voidedAt ? <s>{formatEuro(amountCents)}</s> : formatEuro(amountCents),
        },
        { key: 'shop', header: t('shop'), cell: ({ shop }) => shop },
        {
          key: 'note',
          header: t('note'),
          cell: ({ voidedAt }) => (voidedAt ? t('voided', { moment: minuteOf(voidedAt) }) : ''),
        },
      ]}
      totals={{ date: t('total'), amount: formatEuro(spentCents) }}
    />
  );
}
