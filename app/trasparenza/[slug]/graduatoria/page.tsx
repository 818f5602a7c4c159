import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { minuteOf } from '@/app/_citizen/moments';
import { DrawNote } from '@/app/_open/DrawNote';
import { publicationNumber } from '@/app/_open/publication-number';
import { RankingTable } from '@/app/_open/RankingTable';
import { RegistrationSearch } from '@/app/_open/RegistrationSearch';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { Pagination } from '@/app/_ui/Pagination';
import { drawOf } from '@/db/queries/draws';
import { publishedRanking, publishedRankingsOf, rankedProgramme } from '@/db/queries/rankings';
import { readRanking } from '@/domain/programme/published-ranking';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Query> };

const pageSize = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voucherLife.ranking'))('title') };
}

/** The ranking as it was published, by protocol number only (d.lgs. 33/2013 art. 26 c. 4). */
export default async function RankingPage({ params, searchParams }: Props) {
  const programme = await rankedProgramme(database(), (await params).slug);
  if (!programme) notFound();
  const [t, tOpen, query] = await Promise.all([
    getTranslations('voucherLife.ranking'),
    getTranslations('voucherLife.open'),
    searchParams,
  ]);
  const path = `/trasparenza/${programme.slug}/graduatoria`;
  const asked = publicationNumber(valueOf(query, 'numero'));
  const [ranking, draw] = await Promise.all([
    publishedRanking(database(), programme.id, asked),
    drawOf(database(), programme.id),
  ]);
  return (
    <>
      <Breadcrumb items={[{ label: tOpen('title'), href: '/trasparenza' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead', { programme: programme.name })}</p>
      </PageHead>
      {draw && <DrawNote slug={programme.slug} draw={draw} />}
      {ranking === null ? (
        <EmptyState title={t('none')} icon="list">
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <>
          <p>
            {t('published', { moment: minuteOf(ranking.publishedAt), number: ranking.number })}.{' '}
            {t('places', { count: ranking.places })}.
          </p>
          <List ranking={ranking} query={query} path={path} />
          <Proof ranking={ranking} path={path} />
        </>
      )}
    </>
  );
}

type Ranking = NonNullable<Awaited<ReturnType<typeof publishedRanking>>>;

/** One's own line where a protocol number is asked for, or a page of the list. */
async function List({ ranking, query, path }: { ranking: Ranking; query: Query; path: string }) {
  const t = await getTranslations('voucherLife.ranking');
  const lines = readRanking(ranking.document);
  const wanted = valueOf(query, 'protocollo').replaceAll(/\s/g, '');
  const found = lines.filter(({ registration }) => wanted === '' || registration === wanted);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(valueOf(query, 'pagina'))) || 1));
  const href = (number: number) => `${path}?numero=${ranking.number}&pagina=${number}`;
  return (
    <>
      <RegistrationSearch
        texts={{ find: t('find'), search: t('search'), hint: t('findHint') }}
        asked={wanted}
      >
        <input type="hidden" name="numero" value={ranking.number} />
      </RegistrationSearch>
      {found.length === 0 ? (
        <p role="status">{t('notFound')}</p>
      ) : (
        <RankingTable lines={found.slice((page - 1) * pageSize, page * pageSize)} caption={t('title')} />
      )}
      <Pagination
        {...(page > 1 && { previousHref: href(page - 1) })}
        {...(page < pages && { nextHref: href(page + 1) })}
      >
        {t('page', { page, pages })}
      </Pagination>
    </>
  );
}

/** What anybody needs to see that the list is the one that was published. */
async function Proof({ ranking, path }: { ranking: Ranking; path: string }) {
  const [t, all] = await Promise.all([
    getTranslations('voucherLife.ranking'),
    publishedRankingsOf(database(), ranking.programmeId),
  ]);
  return (
    <section aria-labelledby="controllo">
      <h2 id="controllo">{t('verify')}</h2>
      <p>{t('verifyText')}</p>
      <p className="code">{ranking.sha256.toString('hex')}</p>
      <p>
        <a href={`${path}/documento?numero=${ranking.number}`}>{t('download')}</a>
      </p>
      {all.length > 1 && (
        <>
          <h3>{t('earlier')}</h3>
          <ul>
            {all.map(({ number, publishedAt }) => (
              <li key={number}>
                <Link href={`${path}?numero=${number}`} prefetch={false}>
                  {t('numbered', { number, moment: minuteOf(publishedAt) })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
