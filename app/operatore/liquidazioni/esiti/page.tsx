import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { DataTable } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { FileField } from '@/app/_ui/FileField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { recentOutcomeImports } from '@/db/queries/outcome-imports';
import { officeRoles } from '@/domain/roles';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settlement'))('imports.title') };
}

/** What came of payments, taken in from the bank's file. A plain form: the file streams to its own route. */
export default async function OutcomesPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/operatore/liquidazioni/esiti', ...officeRoles);
  const [t, query, imports] = await Promise.all([
    getTranslations('settlement'),
    searchParams,
    recentOutcomeImports(database()),
  ]);
  const error = await faultSentence(valueOf(query, 'rifiutato'));
  return (
    <>
      <Breadcrumb
        items={[{ label: t('office.title'), href: '/operatore/liquidazioni' }]}
        current={t('imports.title')}
      />
      <PageHead title={t('imports.title')}>
        <p>{t('imports.lead')}</p>
      </PageHead>
      <form
        action="/operatore/liquidazioni/esiti/carica"
        method="post"
        encType="multipart/form-data"
        className="batch-form"
      >
        <FileField
          name="file"
          label={t('imports.file')}
          hint={t('imports.hint')}
          accept=".xml,.csv,.txt,text/xml,application/xml,text/csv"
          required
          {...(error !== null && { error })}
        />
        <SubmitButton icon="upload">{t('imports.read')}</SubmitButton>
      </form>
      {imports.length > 0 && (
        <DataTable
          caption={t('imports.recent')}
          rows={imports}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'file',
              header: t('imports.file'),
              rowHeader: true,
              cell: ({ id, fileName }) => (
                <Link href={`/operatore/liquidazioni/esiti/${id}`}>{fileName}</Link>
              ),
            },
            {
              key: 'read',
              header: t('imports.readAt'),
              cell: ({ readAt }) => <DateTime at={readAt} precision="minute" />,
            },
            {
              key: 'applied',
              header: t('imports.appliedAt'),
              cell: ({ appliedAt }) =>
                appliedAt === null ? t('imports.notApplied') : <DateTime at={appliedAt} precision="minute" />,
            },
          ]}
        />
      )}
    </>
  );
}

/** The sentence of a fault by its code in the address; an unknown one says nothing. */
async function faultSentence(code: string): Promise<string | null> {
  const t = await getTranslations('faults');
  return code !== '' && t.has(code as never) ? t(code as never) : null;
}
