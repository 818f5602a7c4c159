import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { ownApplication } from '@/app/_citizen/own-application';
import { shownCode } from '@/domain/voucher/shown-code';
import { database } from '@/app/_server/database';
import { Amount } from '@/app/_ui/Amount';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { ProgressBalance } from '@/app/_ui/ProgressBalance';
import { statementOf } from '@/db/queries/statement';
import { figuresOf, placeOf, type StatementLine } from '@/domain/voucher/statement';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('citizen.statement'))('title') };
}

/** Rendiconto Buono (manual § 2.12): each spend with date, time, shop and amount, those taken back, and what is left. */
export default async function StatementPage({ params }: Props) {
  const { application, programme, voucher, balanceCents } = await ownApplication(
    (await params).id,
    '/rendiconto',
  );
  if (!voucher) notFound();
  const [t, tDocuments, lines] = await Promise.all([
    getTranslations('citizen'),
    getTranslations('documents'),
    statementOf(database(), voucher.id),
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
      <Lines lines={lines} />
      <Actions>
        {/* Plain links: the addresses are files. */}
        <a className="btn btn-primary" href={`${path}/rendiconto/pdf`}>
          {tDocuments('statement')}
        </a>
        <a className="btn btn-outline-primary" href={`${path}/rendiconto/csv`}>
          {tDocuments('statementCsv')}
        </a>
        <PrintButton label={t('sent.print')} note={t('sent.printNote')} />
        <ButtonLink href={path} look="link">
          {t('sent.back')}
        </ButtonLink>
      </Actions>
    </>
  );
}

/** Everything that moved the voucher's money, with what was left after each; the last is what is left now. */
async function Lines({ lines }: { lines: readonly StatementLine[] }) {
  const t = await getTranslations('citizen.statement');
  const { spentCents, leftCents } = figuresOf(lines);
  return (
    <>
      {lines.every(({ kind }) => kind === 'issue') && (
        <EmptyState title={t('empty')} icon="card">
          <p>{t('emptyText')}</p>
        </EmptyState>
      )}
      <DataTable
        caption={t('title')}
        captionHidden
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          { key: 'date', header: t('date'), rowHeader: true, cell: ({ at }) => <DateTime at={at} /> },
          { key: 'movement', header: t('movement'), cell: (line) => <Movement line={line} /> },
          { key: 'shop', header: t('shop'), cell: placeOf },
          {
            key: 'amount',
            header: t('amount'),
            number: true,
            cell: ({ amountCents }) => <Amount cents={amountCents} />,
          },
          {
            key: 'balance',
            header: t('balance'),
            number: true,
            cell: ({ balanceCents }) => <Amount cents={balanceCents} />,
          },
        ]}
        totals={{
          date: t('spent'),
          amount: <Amount cents={spentCents} />,
          balance: <Amount cents={leftCents} />,
        }}
      />
    </>
  );
}

function Movement({ line: { kind, voidedAt } }: { line: StatementLine }) {
  const t = useTranslations('citizen.statement');
  return (
    <>
      {t(kind)}
      {voidedAt !== null && <em className="statement-note">{t('voided', { moment: minuteOf(voidedAt) })}</em>}
    </>
  );
}
