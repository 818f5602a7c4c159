import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { draw } from '../actions';
import { Redraw } from '@/app/_control/Redraw';
import { database } from '@/app/_server/database';
import { requireUser } from '@/app/_server/session';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { StatusBadge } from '@/app/_ui/StatusBadge';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextField } from '@/app/_ui/TextField';
import { uuid } from '@/app/api/v1/uuid';
import { drawnIn, sampleOf, type Drawn } from '@/db/queries/control/samples';
import { sampleSize } from '@/domain/control/sample';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('samples'))('sample') };
}

/** One sample: what fixed it, the public number that drew it, who is controlled, and how to draw again. */
export default async function SamplePage({ params }: Props) {
  const id = uuid((await params).id);
  const page = `/operatore/controlli/campioni/${id}`;
  await requireUser(page, 'operatore', 'responsabile');
  const found = await sampleOf(database(), id);
  if (!found) notFound();
  const [t, tControl, drawn] = await Promise.all([
    getTranslations('samples'),
    getTranslations('control'),
    drawnIn(database(), id),
  ]);
  const { sample, programme } = found;
  const { secret, publicNumber } = sample;
  const size = sampleSize(sample.listed, sample.percent);
  const name = t('name', { number: sample.number, programme });
  return (
    <>
      <Breadcrumb
        items={[
          { label: tControl('title'), href: '/operatore/controlli' },
          { label: t('title'), href: '/operatore/controlli/campioni' },
        ]}
        current={name}
      />
      <PageHead title={name}>
        <p>{secret === null ? t('prepared', { size }) : t('drawn', { size })}</p>
      </PageHead>
      {secret === null && <DrawForm sampleId={id} />}
      {drawn.length > 0 && <DrawnTable drawn={drawn} page={page} />}
      <section className="control-section">
        <h2>{t('record')}</h2>
        <SampleRecord found={found} />
        <Actions>
          {secret !== null && (
            <ButtonLink href={`${page}/biglietti`} look="secondary" icon="download">
              {t('tickets')}
            </ButtonLink>
          )}
          <ButtonLink href={`${page}/elenco`} look="secondary" icon="download">
            {t('list')}
          </ButtonLink>
          <PrintButton label={t('print')} />
        </Actions>
      </section>
      {secret !== null && publicNumber !== null && <Redraw seed={{ secret, publicNumber }} size={size} />}
    </>
  );
}

async function DrawForm({ sampleId }: { sampleId: string }) {
  const t = await getTranslations('samples.draw');
  return (
    <section className="control-section no-print">
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <Form action={draw} id="estrai">
        <HiddenField name="sampleId" value={sampleId} />
        <TextField
          name="publicNumber"
          label={t('number')}
          hint={t('numberHint')}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField name="source" label={t('source')} hint={t('sourceHint')} maxLength={1_000} required />
        <SubmitButton>{t('draw')}</SubmitButton>
      </Form>
    </section>
  );
}

async function SampleRecord({ found }: { found: NonNullable<Awaited<ReturnType<typeof sampleOf>>> }) {
  const t = await getTranslations('samples.facts');
  const { sample, preparedBy, drawnBy } = found;
  const { percent, listed, drawnAt } = sample;
  return (
    <SummaryList
      items={[
        { label: t('size'), value: t('sizeOf', { percent, listed, size: sampleSize(listed, percent) }) },
        {
          label: t('preparedAt'),
          value: (
            <>
              <DateTime at={sample.preparedAt} /> · {preparedBy}
            </>
          ),
        },
        { label: t('commitment'), value: <span className="code">{sample.commitment}</span> },
        { label: t('listSha256'), value: <span className="code">{sample.listSha256}</span> },
        ...(drawnAt === null
          ? []
          : [
              {
                label: t('drawnAt'),
                value: (
                  <>
                    <DateTime at={drawnAt} /> · {drawnBy}
                  </>
                ),
              },
              { label: t('publicNumber'), value: <span className="code">{sample.publicNumber}</span> },
              { label: t('source'), value: sample.publicSource },
              { label: t('secret'), value: <span className="code">{sample.secret}</span> },
            ]),
      ]}
    />
  );
}

async function DrawnTable({ drawn, page }: { drawn: Drawn[]; page: string }) {
  const t = await getTranslations('samples');
  const columns: Column<Drawn>[] = [
    { key: 'place', header: t('columns.place'), number: true, cell: ({ place }) => place },
    {
      key: 'registration',
      header: t('columns.registration'),
      rowHeader: true,
      cell: ({ registration, applicationId }) => (
        <Link href={`${page}/${applicationId}`} prefetch={false}>
          {registration}
        </Link>
      ),
    },
    { key: 'status', header: t('columns.status'), cell: ({ status }) => <StatusBadge status={status} /> },
    {
      key: 'check',
      header: t('columns.check'),
      cell: ({ closedAt, recorded }) =>
        closedAt === null ? t('check.open', { recorded }) : <DateTime at={closedAt} precision="day" />,
    },
    { key: 'different', header: t('columns.differences'), number: true, cell: ({ different }) => different },
  ];
  return (
    <DataTable
      caption={t('drawnCaption', { count: drawn.length })}
      columns={columns}
      rows={drawn}
      rowKey={({ applicationId }) => applicationId}
    />
  );
}
