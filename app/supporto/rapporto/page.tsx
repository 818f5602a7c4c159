import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ReportChart } from '@/app/_help/ReportChart';
import { reportTable } from '@/app/_help/report-table';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DataTable } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import { serviceReport } from '@/db/queries/tickets/report';
import { deskRoles } from '@/domain/roles';
import { reportMonths } from './months';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help.desk'))('report.title') };
}

/** How the desk keeps its terms: half of the requests and nine in ten of them, by month and subject. */
export default async function ReportPage() {
  await requireUser('/supporto/rapporto', ...deskRoles);
  const figures = await serviceReport(database(), reportMonths);
  const [t, tHelp, table] = await Promise.all([
    getTranslations('help.desk.report'),
    getTranslations('help'),
    reportTable(figures),
  ]);
  const months = figures.filter(({ category }) => category === null).toReversed();
  return (
    <>
      <Breadcrumb items={[{ label: tHelp('queue.title'), href: '/supporto' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {figures.length === 0 ? (
        <EmptyState title={t('empty')} />
      ) : (
        <>
          <section aria-labelledby="mesi">
            <h2 id="mesi">{t('byMonth')}</h2>
            <ReportChart what={t('firstAnswer')} months={months} measure={({ firstAnswer }) => firstAnswer} />
            <ReportChart what={t('resolution')} months={months} measure={({ resolution }) => resolution} />
          </section>
          <section aria-labelledby="argomenti">
            <h2 id="argomenti">{t('byCategory')}</h2>
            <DataTable
              caption={t('byCategory')}
              captionHidden
              narrow="scroll"
              rows={table.rows}
              rowKey={([month = '', category = '']) => `${month} ${category}`}
              columns={table.header.map((header, index) => ({
                key: header,
                header,
                number: index > 1,
                rowHeader: index === 1,
                cell: (cells: string[]) => cells[index],
              }))}
            />
            <p className="no-print">
              <a href="/supporto/rapporto/csv" download>
                <Icon name="download" size="sm" />
                {t('csv')}
              </a>
            </p>
          </section>
        </>
      )}
    </>
  );
}
