import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Kept } from '@/app/_own-data/Kept';
import { statusWord } from '@/app/_own-data/words';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextArea } from '@/app/_ui/TextArea';
import { uuid } from '@/app/api/v1/uuid';
import { requestToDecide } from '@/db/queries/own-data/requests';
import { erasable } from '@/domain/own-data/retention';
import { ownDataOutcomes } from '@/domain/own-data/request';
import { decide, extend, hold, lift } from '../actions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };
type Asked = NonNullable<Awaited<ReturnType<typeof requestToDecide>>>;

const done = ['decisa', 'prorogata', 'vincolata', 'svincolata'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ownData.office'))('one') };
}

/** A request about own data: what is asked, what would go and what stays, the answer with its reason. */
export default async function OwnDataRequestPage({ params, searchParams }: Props) {
  const id = uuid((await params).id);
  const user = await requireUser(`/operatore/dati-personali/${id}`, 'responsabile');
  const [t, found, query] = await Promise.all([
    getTranslations('ownData'),
    requestToDecide(database(), id),
    searchParams,
  ]);
  if (!found) notFound();
  await viewed(user, 'own-data', id);
  const notice = done.find((word) => word === valueOf(query, 'fatto'));
  const { request, person } = found;
  return (
    <>
      <Breadcrumb
        items={[{ label: t('office.title'), href: '/operatore/dati-personali' }]}
        current={t('office.one')}
      />
      {notice !== undefined && <Callout tone="success" role="status" title={t(`office.done.${notice}`)} />}
      <PageHead title={`${t(`kinds.${request.kind}`)}: ${person.givenName} ${person.familyName}`} />
      <Facts asked={found} />
      {request.kind === 'erasure' && <Kept />}
      {request.status === 'da decidere' && (
        <>
          <section aria-labelledby="risposta" className="rights">
            <h2 id="risposta">{t('office.answer')}</h2>
            <Form action={decide} id="rispondi" aria-label={t('office.answer')}>
              <OnRequest request={request} />
              <RadioGroup
                name="outcome"
                label={t('outcome')}
                required
                options={ownDataOutcomes.map((outcome) => ({
                  value: outcome,
                  label: outcome === 'respinta' ? t('office.refuse') : t(`office.grant.${request.kind}`),
                }))}
              />
              <TextArea name="reason" label={t('reason')} hint={t('office.reasonHint')} required />
              <SubmitButton icon="check">{t('office.decide')}</SubmitButton>
            </Form>
          </section>
          {request.extensionReason === null && (
            <details className="fold rights">
              <summary>{t('office.extendTitle')}</summary>
              <p>{t('office.extendText')}</p>
              <Form action={extend} id="proroga" aria-label={t('office.extendTitle')}>
                <OnRequest request={request} />
                <TextArea name="reason" label={t('reason')} required rows={3} />
                <SubmitButton look="secondary">{t('office.extend')}</SubmitButton>
              </Form>
            </details>
          )}
        </>
      )}
      {request.kind === 'erasure' && request.status !== 'eseguita' && <Hold asked={found} />}
    </>
  );
}

function OnRequest({ request: { id, eventNumber } }: { request: Asked['request'] }) {
  return (
    <>
      <HiddenField name="requestId" value={id} />
      <HiddenField name="seen" value={String(eventNumber)} />
    </>
  );
}

async function Facts({ asked: { request } }: { asked: Asked }) {
  const t = await getTranslations('ownData');
  const { text, status, askedAt, answerBy, extensionReason, outcome, reason, decidedAt, erased } = request;
  return (
    <SummaryList
      items={[
        { label: t('askedAt'), value: <DateTime at={askedAt} precision="minute" /> },
        { label: t('answerBy'), value: <DateTime at={answerBy} precision="minute" /> },
        { label: t('office.text'), value: <span className="as-written">{text}</span> },
        { label: t('state'), value: t(`statuses.${statusWord[status]}`) },
        ...(extensionReason === null ? [] : [{ label: t('extended'), value: extensionReason }]),
        ...(outcome === null || decidedAt === null
          ? []
          : [
              { label: t('outcome'), value: t(`outcomes.${outcome}`) },
              { label: t('reason'), value: <span className="as-written">{reason}</span> },
              { label: t('office.decidedAt'), value: <DateTime at={decidedAt} precision="minute" /> },
            ]),
        ...(erased === null
          ? []
          : erasable.map((what) => ({ label: t(`office.erased.${what}`), value: erased[what] }))),
      ]}
    />
  );
}

/** Data that somebody needs for a claim stays until the hold is lifted. */
async function Hold({ asked: { request, hold: held } }: { asked: Asked }) {
  const t = await getTranslations('ownData.office.hold');
  if (held) {
    return (
      <Callout tone="warning" title={t('inForce')}>
        <p className="as-written">{held.reason}</p>
        <Form action={lift} id="svincola" aria-label={t('lift')}>
          <HiddenField name="requestId" value={request.id} />
          <SubmitButton look="secondary">{t('lift')}</SubmitButton>
        </Form>
      </Callout>
    );
  }
  return (
    <details className="fold rights">
      <summary>{t('title')}</summary>
      <p>{t('text')}</p>
      <Form action={hold} id="vincola" aria-label={t('title')}>
        <HiddenField name="requestId" value={request.id} />
        <HiddenField name="holdId" value={randomUUID()} />
        <TextArea name="reason" label={t('reason')} required rows={3} />
        <SubmitButton look="secondary">{t('set')}</SubmitButton>
      </Form>
    </details>
  );
}
