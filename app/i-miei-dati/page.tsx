import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Kept } from '@/app/_own-data/Kept';
import { statusWord } from '@/app/_own-data/words';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { Callout } from '@/app/_ui/Callout';
import { Card } from '@/app/_ui/Card';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextArea } from '@/app/_ui/TextArea';
import { requestsOf, type OwnDataRow } from '@/db/queries/own-data/requests';
import { ask } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownData'))('title') };
}

/** A person's rights over their own data: a copy, a correction, an erasure; and where each request stands. */
export default async function OwnDataPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/i-miei-dati', 'cittadino');
  const [t, query, requests] = await Promise.all([
    getTranslations('ownData'),
    searchParams,
    requestsOf(database(), user.id),
  ]);
  return (
    <>
      {valueOf(query, 'fatto') === 'chiesto' && <Callout tone="success" role="status" title={t('asked')} />}
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {requests.length > 0 && (
        <section aria-labelledby="richieste" className="rights">
          <h2 id="richieste">{t('yours')}</h2>
          {requests.map((request) => (
            <Request key={request.id} request={request} />
          ))}
        </section>
      )}
      <section aria-labelledby="copia" className="rights">
        <h2 id="copia">{t('copy.title')}</h2>
        <p>{t('copy.text')}</p>
        <Form action={ask} id="chiedi-copia" aria-label={t('copy.title')}>
          <HiddenField name="requestId" value={randomUUID()} />
          <HiddenField name="kind" value="export" />
          <SubmitButton icon="download">{t('copy.submit')}</SubmitButton>
        </Form>
      </section>
      <section aria-labelledby="altro" className="rights">
        <h2 id="altro">{t('change.title')}</h2>
        <p>{t('change.text')}</p>
        <details className="fold">
          <summary>{t('kept.summary')}</summary>
          <Kept />
        </details>
        <Form action={ask} id="chiedi-altro" aria-label={t('change.title')}>
          <HiddenField name="requestId" value={randomUUID()} />
          <RadioGroup
            name="kind"
            label={t('change.kind')}
            required
            options={(['rectification', 'erasure'] as const).map((kind) => ({
              value: kind,
              label: t(`change.kinds.${kind}`),
            }))}
          />
          <TextArea
            name="text"
            label={t('change.what')}
            hint={t('change.whatHint')}
            required
            maxLength={4000}
          />
          <SubmitButton icon="arrow-right">{t('change.submit')}</SubmitButton>
        </Form>
      </section>
    </>
  );
}

async function Request({ request }: { request: OwnDataRow }) {
  const t = await getTranslations('ownData');
  const { id, kind, status, askedAt, answerBy, expiresAt, extensionReason, outcome, reason } = request;
  return (
    <Card>
      <h3>{t(`kinds.${kind}`)}</h3>
      <SummaryList
        items={[
          { label: t('askedAt'), value: <DateTime at={askedAt} precision="minute" /> },
          { label: t('state'), value: t(`statuses.${statusWord[status]}`) },
          ...(status === 'da decidere'
            ? [{ label: t('answerBy'), value: <DateTime at={answerBy} precision="day" /> }]
            : []),
          ...(extensionReason === null ? [] : [{ label: t('extended'), value: extensionReason }]),
          ...(status === 'pronta' && expiresAt
            ? [{ label: t('expiresAt'), value: <DateTime at={expiresAt} precision="minute" /> }]
            : []),
          ...(outcome === null ? [] : [{ label: t('outcome'), value: t(`outcomes.${outcome}`) }]),
          ...(reason === null
            ? []
            : [{ label: t('reason'), value: <span className="as-written">{reason}</span> }]),
        ]}
      />
      {status === 'pronta' && (
        <p>
          <a className="btn btn-primary" href={`/i-miei-dati/${id}/copia`} download>
            {t('download')}
          </a>
        </p>
      )}
      {outcome === 'respinta' && <p>{t('complain')}</p>}
    </Card>
  );
}
