import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { validate } from 'uuid';
import { timeOf } from '@/app/_citizen/moments';
import { BeginFor } from '@/app/_filing/BeginFor';
import { Compiled } from '@/app/_filing/Compiled';
import { WayField } from '@/app/_filing/WayField';
import { database } from '@/app/_server/database';
import type { Query } from '@/app/_server/query';
import { requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextField } from '@/app/_ui/TextField';
import { compiledInCall, ownCall } from '@/db/queries/filed-for';
import { close, open, send, verify } from './actions';

type Props = { params: Promise<{ call: string }>; searchParams: Promise<Query> };
type Call = NonNullable<Awaited<ReturnType<typeof ownCall>>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('filing'))('call') };
}

/** A call: first the PIN, then what may be done for the person, until it is closed or its hour is over. */
export default async function CallPage({ params, searchParams }: Props) {
  const { call: callId } = await params;
  if (!validate(callId)) notFound();
  const user = await requireUser(`/contact-center/${callId}`, 'contactcenter');
  const [call, query] = await Promise.all([ownCall(database(), user.id, callId), searchParams]);
  if (!call) notFound();
  await viewed(user, 'call', callId);
  const t = await getTranslations('filing');
  return (
    <>
      <Breadcrumb items={[{ label: t('center.title'), href: '/contact-center' }]} current={call.name} />
      <PageHead title={t('callWith', { name: call.name })} />
      {query.inviato !== undefined && call.state === 'pending' && (
        <Callout tone="success" title={t('pinSent')} role="status" />
      )}
      {call.state === 'ended' && <Ended />}
      {call.state === 'pending' && <Verify call={call} />}
      {call.state === 'open' && <Open call={call} />}
      {call.state !== 'ended' && (
        <Form action={close} id="chiudi">
          <input type="hidden" name="call" value={call.id} />
          <Actions>
            <SubmitButton look="secondary">{t('close')}</SubmitButton>
          </Actions>
        </Form>
      )}
    </>
  );
}

async function Ended() {
  const t = await getTranslations('filing');
  return (
    <EmptyState title={t('callEnded')} icon="telephone">
      <p>{t('endedText')}</p>
      <Actions>
        <ButtonLink href="/contact-center">{t('center.begin')}</ButtonLink>
      </Actions>
    </EmptyState>
  );
}

async function Verify({ call }: { call: Call }) {
  const t = await getTranslations('filing');
  return (
    <>
      <h2>{t('verifyTitle')}</h2>
      <p>{t('verifyText')}</p>
      <Form action={verify} id="verifica">
        <input type="hidden" name="call" value={call.id} />
        <TextField
          name="firstPart"
          label={t('firstPart')}
          hint={t('firstPartHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <Actions>
          <SubmitButton>{t('verify')}</SubmitButton>
        </Actions>
      </Form>
      <details className="fold">
        <summary>{t('noPin')}</summary>
        <p>{t('noPinText')}</p>
        <Form action={send} id="manda">
          <input type="hidden" name="call" value={call.id} />
          <WayField />
          <SubmitButton look="secondary">{t('sendPin')}</SubmitButton>
        </Form>
      </details>
    </>
  );
}

async function Open({ call }: { call: Call }) {
  const [t, tAccess, compiled] = await Promise.all([
    getTranslations('filing'),
    getTranslations('access'),
    compiledInCall(database(), call.id),
  ]);
  return (
    <>
      <SummaryList
        items={[
          { label: t('center.person'), value: <strong>{call.name}</strong> },
          { label: tAccess('fiscalCode'), value: call.fiscalCode },
          { label: t('pin'), value: t('pinVerified') },
          { label: t('endsAt'), value: timeOf(call.endsAt) },
        ]}
      />
      <Callout title={t('simplifiedTitle')}>
        <p>{t('simplifiedText')}</p>
      </Callout>
      <Compiled rows={compiled} />
      <BeginFor action={open} name="call" value={call.id} />
    </>
  );
}
