import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImportOutcome } from '@/app/_office/ImportOutcome';
import { Imports } from '@/app/_office/Imports';
import { RegisterUpload } from '@/app/_office/RegisterUpload';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { PageHead } from '@/app/_ui/PageHead';
import { recentImports } from '@/db/queries/registers';
import { registerNames } from '@/domain/register/registers';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evidence.office.import'))('title') };
}

/** The registers the office brings in by file: how, what came of the last one, and all that were brought. */
export default async function RegisterPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/operatore/registro', 'operatore', 'responsabile');
  const [t, imports, query] = await Promise.all([
    getTranslations('evidence.office.import'),
    recentImports(database()),
    searchParams,
  ]);
  const last = imports.find(({ id }) => id === valueOf(query, 'file'));
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <ImportOutcome last={last} word={valueOf(query, 'esito')} />
      {registerNames.map((register) => (
        <RegisterUpload key={register} register={register} />
      ))}
      <Imports imports={imports} />
    </>
  );
}
