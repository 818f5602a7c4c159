import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DataTable } from '@/app/_ui/DataTable';
import { SummaryList } from '@/app/_ui/SummaryList';
import { largestHousehold, type OpenFigures } from '@/domain/statistics/open-figures';
import type { PublishedCount } from '@/domain/statistics/suppression';

type Props = {
  figures: OpenFigures;
  /** Whether it has published a ranking. */
  ranked: boolean;
  /** Whether its equals are drawn. */
  drawn: boolean;
};

/** The figures of one programme. A hidden one says so in words. */
export async function ProgrammeFigures({ figures, ranked, drawn }: Props) {
  const [t, tStatus] = await Promise.all([getTranslations('voucherLife.open'), getTranslations('status')]);
  const { slug, name: programme } = figures;
  const hidden = <em className="hidden-figure">{t('hidden')}</em>;
  const shown = (count: PublishedCount) => count ?? hidden;
  const money = (cents: number | null) => (cents === null ? hidden : <Amount cents={cents} />);
  return (
    <Card>
      <h2>{programme}</h2>
      <SummaryList
        items={[
          { label: t('allocated'), value: money(figures.allocatedCents) },
          { label: t('committed'), value: money(figures.committedCents) },
          { label: t('spent'), value: money(figures.spentCents) },
          { label: t('applications'), value: shown(figures.applications) },
        ]}
      />
      {figures.applications !== null && (
        <div className="open-figures">
          <DataTable
            caption={t('byStatus', { programme })}
            rows={figures.byStatus}
            rowKey={({ status }) => status}
            narrow="scroll"
            columns={[
              { key: 'status', header: t('status'), rowHeader: true, cell: ({ status }) => tStatus(status) },
              {
                key: 'count',
                header: t('count'),
                number: true,
                cell: ({ applications }) => shown(applications),
              },
            ]}
          />
          <DataTable
            caption={t('bySize', { programme })}
            rows={figures.bySize}
            rowKey={({ members }) => String(members)}
            narrow="scroll"
            columns={[
              {
                key: 'members',
                header: t('members'),
                rowHeader: true,
                cell: ({ members }) =>
                  members === largestHousehold ? t('orMore', { count: members }) : members,
              },
              {
                key: 'households',
                header: t('households'),
                number: true,
                cell: ({ households }) => shown(households),
              },
            ]}
          />
          <DataTable
            caption={t('byMonth', { programme })}
            rows={figures.byMonth}
            rowKey={({ month }) => month}
            narrow="scroll"
            columns={[
              {
                key: 'month',
                header: t('month'),
                rowHeader: true,
                cell: ({ month }) => month.split('-').reverse().join('/'),
              },
              {
                key: 'count',
                header: t('count'),
                number: true,
                cell: ({ applications }) => shown(applications),
              },
            ]}
          />
        </div>
      )}
      {ranked && (
        <p>
          <Link href={`/trasparenza/${slug}/graduatoria`} prefetch={false}>
            {t('ranking')}
            <span className="visually-hidden"> {programme}</span>
          </Link>
        </p>
      )}
      {drawn && (
        <p>
          <Link href={`/trasparenza/${slug}/sorteggio`} prefetch={false}>
            {t('draw')}
            <span className="visually-hidden"> {programme}</span>
          </Link>
        </p>
      )}
    </Card>
  );
}
