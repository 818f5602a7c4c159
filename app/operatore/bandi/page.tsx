import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DraftsTable } from '@/app/_editor/DraftsTable';
import { ProgrammeCard } from '@/app/_office/ProgrammeCard';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { EmptyState } from '@/app/_ui/EmptyState';
import { PageHead } from '@/app/_ui/PageHead';
import { pendingDrafts } from '@/db/queries/programme-editor';
import { programmeBudgets } from '@/db/queries/programmes';
import { ratingReports } from '@/db/queries/ratings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office'))('programmes.title') };
}

/** The programmes with their windows and money, and those still being written. */
export default async function ProgrammesPage() {
  await requireUser('/operatore/bandi', 'operatore', 'responsabile');
  const [t, tEditor, drafts, programmes, ratings] = await Promise.all([
    getTranslations('office.programmes'),
    getTranslations('editor'),
    pendingDrafts(database()),
    programmeBudgets(database()),
    ratingReports(database()),
  ]);
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <Actions>
        <ButtonLink href="/operatore/bandi/nuovo" icon="plus">
          {tEditor('new')}
        </ButtonLink>
      </Actions>
      <DraftsTable drafts={drafts} />
      {programmes.length === 0 && <EmptyState title={t('empty')} />}
      <div className="programme-grid">
        {programmes.map((programme) => (
          <ProgrammeCard key={programme.id} programme={programme} ratings={ratings.get(programme.id)} />
        ))}
      </div>
    </>
  );
}
