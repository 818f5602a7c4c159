import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DataTable } from '@/app/_ui/DataTable';
import { FileField } from '@/app/_ui/FileField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { codesOf, rejectionReasons } from '@/domain/application/reasons';
import { mostRows } from '@/domain/batch/batch';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('results.title') };
}

/** Results that were decided elsewhere, taken in from a file. A plain form: the file streams to its own route. */
export default async function ResultsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser('/operatore/lotti/esiti', 'operatore', 'responsabile');
  const [t, query] = await Promise.all([getTranslations('batches'), searchParams]);
  const columns = ['registration', 'outcome', 'amount', 'reasonCodes', 'reason'] as const;
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/operatore/lotti' }]} current={t('results.title')} />
      <PageHead title={t('results.title')}>
        <p>{t('results.lead')}</p>
      </PageHead>
      <form
        action="/operatore/lotti/esiti/carica"
        method="post"
        encType="multipart/form-data"
        className="batch-form"
      >
        <FileField
          name="file"
          label={t('results.file')}
          hint={t('results.fileHint', { rows: mostRows })}
          accept=".csv,.txt,text/csv,text/plain"
          required
          {...errorOf(await refusalSentence(valueOf(query, 'rifiutato')))}
        />
        <SubmitButton icon="upload">{t('chosen.prepare')}</SubmitButton>
      </form>
      <h2>{t('results.how')}</h2>
      <DataTable
        caption={t('results.columns')}
        captionHidden
        columns={[
          {
            key: 'name',
            header: t('results.column'),
            rowHeader: true,
            cell: (column) => t(`columns.${column}`),
          },
          {
            key: 'what',
            header: t('results.what'),
            cell: (column) => t(`results.about.${column}`, { codes: codesOf(rejectionReasons).join(', ') }),
          },
        ]}
        rows={columns}
        rowKey={(column) => column}
      />
      <Callout>
        <p>{t('results.tolerant')}</p>
      </Callout>
      <ButtonLink href="/operatore/lotti/esiti/modello" look="secondary" icon="download">
        {t('results.sample')}
      </ButtonLink>
    </>
  );
}

const errorOf = (error: string | null) => (error === null ? {} : { error });

/** The sentence of a refusal by its code in the address; an unknown one says nothing. */
async function refusalSentence(code: string): Promise<string | null> {
  const t = await getTranslations('faults');
  const known = code !== '' && t.has(code as never);
  return known ? t(code as never, { most: mostRows } as never) : null;
}
