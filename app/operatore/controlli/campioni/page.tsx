import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { prepare } from './actions';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { programmesToSample, sampleList } from '@/db/queries/control/samples';

type Row = Awaited<ReturnType<typeof sampleList>>[number];
type Programmes = Awaited<ReturnType<typeof programmesToSample>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('samples'))('title') };
}

/** The samples of declarations with how far their controls have come, and the form that prepares another. */
export default async function SamplesPage() {
  await requireUser('/operatore/controlli/campioni', 'operatore', 'responsabile');
  const [t, tControl, rows, programmes] = await Promise.all([
    getTranslations('samples'),
    getTranslations('control'),
    sampleList(database()),
    programmesToSample(database()),
  ]);
  return (
    <>
      <Breadcrumb items={[{ label: tControl('title'), href: '/operatore/controlli' }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {rows.length === 0 ? (
        <EmptyState title={t('empty')} icon="list">
          <p>{t('emptyText')}</p>
        </EmptyState>
      ) : (
        <SampleTable rows={rows} />
      )}
      <p className="no-print">
        <ButtonLink href="/operatore/controlli/recuperi" look="link" icon="card">
          {t('recoveries.title')}
        </ButtonLink>
      </p>
      <PrepareForm programmes={programmes} sampleId={randomUUID()} />
    </>
  );
}

async function SampleTable({ rows }: { rows: Row[] }) {
  const t = await getTranslations('samples');
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('columns.sample'),
      rowHeader: true,
      cell: ({ id, number, programme }) => (
        <Link href={`/operatore/controlli/campioni/${id}`} prefetch={false}>
          {t('name', { number, programme })}
        </Link>
      ),
    },
    {
      key: 'preparedAt',
      header: t('columns.preparedAt'),
      cell: ({ preparedAt }) => <DateTime at={preparedAt} precision="minute" />,
    },
    {
      key: 'drawnAt',
      header: t('columns.drawnAt'),
      cell: ({ drawnAt }) => (drawnAt === null ? t('waiting') : <DateTime at={drawnAt} precision="minute" />),
    },
    { key: 'listed', header: t('columns.listed'), number: true, cell: ({ listed }) => listed },
    { key: 'drawn', header: t('columns.drawn'), number: true, cell: ({ drawn }) => drawn },
    { key: 'open', header: t('columns.open'), number: true, cell: ({ open }) => open },
    { key: 'different', header: t('columns.different'), number: true, cell: ({ different }) => different },
  ];
  return (
    <DataTable
      caption={t('caption', { count: rows.length })}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}

async function PrepareForm({ programmes, sampleId }: { programmes: Programmes; sampleId: string }) {
  const t = await getTranslations('samples.prepare');
  const free = programmes.filter(({ preparing }) => !preparing);
  return (
    <section className="control-section no-print">
      <h2>{t('title')}</h2>
      {free.length === 0 ? (
        <p>{t('nobody')}</p>
      ) : (
        <>
          <p>{t('text')}</p>
          <Form action={prepare} id="prepara">
            <HiddenField name="sampleId" value={sampleId} />
            <SelectField
              name="programmeId"
              label={t('programme')}
              hint={t('programmeHint')}
              required
              options={free.map(({ id, name, count }) => ({
                value: id,
                label: t('option', { name, count }),
              }))}
            />
            <TextField
              name="percent"
              label={t('percent')}
              hint={t('percentHint')}
              inputMode="numeric"
              maxLength={3}
              short
              required
            />
            <SubmitButton>{t('prepare')}</SubmitButton>
          </Form>
        </>
      )}
    </section>
  );
}
