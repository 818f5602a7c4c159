import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DrawNote } from '@/app/_open/DrawNote';
import { RankingTable } from '@/app/_open/RankingTable';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { drawOf } from '@/db/queries/draws';
import { presentRanking, publishedRanking, rankedProgramme } from '@/db/queries/rankings';
import { publish } from './actions';

/** A programme is called by its address on the portal here: the ranking is a page of the portal too. */
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

/** As much of the list as is looked at before it is published. */
const previewed = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('voucherLife.ranking'))('office') };
}

/** The ranking as it stands, and the act of publishing it. */
export default async function OfficeRankingPage({ params, searchParams }: Props) {
  const { id: slug } = await params;
  const { role } = await requireUser(
    `/operatore/bandi/${encodeURIComponent(slug)}/graduatoria`,
    'operatore',
    'responsabile',
  );
  const programme = await rankedProgramme(database(), slug);
  if (!programme) notFound();
  const [t, tOffice, query, lines, last, draw] = await Promise.all([
    getTranslations('voucherLife.ranking'),
    getTranslations('office.programmes'),
    searchParams,
    presentRanking(database(), programme),
    publishedRanking(database(), programme.id, null),
    drawOf(database(), programme.id),
  ]);
  const awaited = draw !== null && draw.made === null;
  return (
    <>
      <Breadcrumb items={[{ label: tOffice('title'), href: '/operatore/bandi' }]} current={t('office')} />
      {valueOf(query, 'fatto') === 'pubblicata' && <Callout tone="success" role="status" title={t('done')} />}
      <PageHead title={t('office')}>
        <p>{t('officeLead', { programme: programme.name })}</p>
      </PageHead>
      {last && (
        <p>
          <Link href={`/trasparenza/${slug}/graduatoria`}>{t('toPublic')}</Link>
        </p>
      )}
      {draw?.made && <DrawNote slug={slug} draw={draw} />}
      {awaited && (
        <Callout>
          <p>{t('provisional')}</p>
          <p>
            <Link href={`/operatore/bandi/${slug}/sorteggio`}>{t('toDraw')}</Link>
          </p>
        </Callout>
      )}
      {lines.length === 0 ? (
        <EmptyState title={t('nobody')} icon="list" />
      ) : (
        <RankingTable lines={lines.slice(0, previewed)} caption={t('first', { count: previewed })} />
      )}
      {role === 'responsabile' && !awaited && (
        <Form action={publish} id="pubblica">
          <HiddenField name="slug" value={slug} />
          <SubmitButton icon="check">{t('publish')}</SubmitButton>
        </Form>
      )}
      {role !== 'responsabile' && <p>{t('onlyResponsabile')}</p>}
    </>
  );
}
