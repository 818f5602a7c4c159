import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { openCounters } from '@/app/_open/counters';
import { ProgrammeFigures } from '@/app/_open/ProgrammeFigures';
import { database } from '@/app/_server/database';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { programmesWithDraw } from '@/db/queries/draws';
import { programmesWithRanking } from '@/db/queries/rankings';
import { smallestCount } from '@/domain/statistics/suppression';
import { ente } from '@/ente';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voucherLife.open'))('title') };
}

/** "Contatori aperti": what the programmes do with public money, for everybody, and nobody can be recognised in it. */
export default async function OpenCountersPage() {
  const [t, { programmes, merchants }, withRanking, withDraw] = await Promise.all([
    getTranslations('voucherLife.open'),
    openCounters(),
    programmesWithRanking(database()),
    programmesWithDraw(database()),
  ]);
  return (
    <>
      <Breadcrumb items={[]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <p>
        {t('hiddenNote', { count: smallestCount })} {t('updated')}
      </p>
      <p>{t('merchants', { count: merchants })}</p>
      {programmes.length === 0 && <EmptyState title={t('empty')} />}
      {programmes.map((figures) => (
        <ProgrammeFigures
          key={figures.slug}
          figures={figures}
          ranked={withRanking.has(figures.slug)}
          drawn={withDraw.has(figures.slug)}
        />
      ))}
      <section aria-labelledby="dati-aperti">
        <h2 id="dati-aperti">{t('data')}</h2>
        <p>{t('dataText', { ente: ente.name })}</p>
        <p>{t('fields')}</p>
        <ul>
          <li>
            <a href="/trasparenza/contatori.csv">CSV</a>
          </li>
          <li>
            <a href="/trasparenza/contatori.json">JSON</a>
          </li>
        </ul>
      </section>
    </>
  );
}
