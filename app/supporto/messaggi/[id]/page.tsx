import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { validate, v7 as newId } from 'uuid';
import { FollowedUp } from '@/app/_messages/FollowedUp';
import { Subject } from '@/app/_messages/Subject';
import { masked } from '@/app/_messages/masked';
import { followUpRoles } from '@/app/_messages/roles';
import { database } from '@/app/_server/database';
import { valueOf, type Query } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { Callout } from '@/app/_ui/Callout';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextArea } from '@/app/_ui/TextArea';
import { databaseNow } from '@/db/queries/clock';
import { failedMessage, type FailedMessage } from '@/db/queries/failed-messages';
import { remedyFor } from '@/domain/follow-up';
import { messageTitles } from '@/domain/message-titles';
import { may } from '@/domain/permissions';
import { handle, repeat } from './actions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

const notices = { rimandato: 'again', seguito: 'handled' } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageDesk'))('detail') };
}

/** A message that did not arrive: what is known of it, and what can be done. */
export default async function FailedMessagePage({ params, searchParams }: Props) {
  const { id } = await params;
  const user = await requireUser('/supporto/messaggi', ...followUpRoles);
  const [t, tReasons, query, message] = await Promise.all([
    getTranslations('messageDesk'),
    getTranslations('messages.reasons'),
    searchParams,
    validate(id) ? failedMessage(database(), id) : null,
  ]);
  if (!message) notFound();
  await viewed(user, 'failed-message', id);
  const { kind, channel, failure, error, attempts, createdAt, repeats, followUp } = message;
  const notice = Object.entries(notices).find(([word]) => word === valueOf(query, 'fatto'))?.[1];
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/supporto/messaggi' }]} current={messageTitles[kind]} />
      {notice !== undefined && <Callout tone="success" role="status" title={t(`notice.${notice}`)} />}
      <PageHead title={messageTitles[kind]} />
      <SummaryList
        items={[
          { label: t('columns.to'), value: `${masked(message)} (${t(`channel.${channel}`)})` },
          {
            label: t('columns.about'),
            value: <Subject message={message} mayOpen={may(actorOf(user), 'application.read', false)} />,
          },
          { label: t('columns.when'), value: <DateTime at={createdAt} precision="minute" /> },
          { label: t('columns.why'), value: failure === null ? t('arrived') : tReasons(failure) },
          { label: t('columns.tries'), value: attempts },
          ...(error === null ? [] : [{ label: t('carrier'), value: error }]),
          ...(repeats === null
            ? []
            : [
                {
                  label: t('repeats'),
                  value: <Link href={`/supporto/messaggi/${repeats}`}>{t('earlier')}</Link>,
                },
              ]),
          ...(followUp.kind === null
            ? []
            : [{ label: t('columns.done'), value: <FollowedUp followUp={followUp} /> }]),
        ]}
      />
      {followUp.kind === null && failure !== null && <Remedy message={{ ...message, failure }} />}
    </>
  );
}

type Failed = FailedMessage & { failure: NonNullable<FailedMessage['failure']> };

async function Remedy({ message }: { message: Failed }) {
  const [t, now] = await Promise.all([getTranslations('messageDesk'), databaseNow(database())]);
  const remedy = remedyFor(message, now);
  return (
    <section aria-labelledby="che-fare" className="mt-4">
      <h2 id="che-fare">{t('remedy.title')}</h2>
      <p>{t(`remedy.${remedy}`)}</p>
      {remedy === 'anew' && <p>{t('remedy.anewHow')}</p>}
      {remedy === 'again' && (
        <Form action={repeat} id="rimanda">
          <OnMessage id={message.id} />
          <SubmitButton icon="mail">{t('again')}</SubmitButton>
        </Form>
      )}
      <h3 className="mt-4">{t('handledTitle')}</h3>
      <Form action={handle} id="seguito">
        <OnMessage id={message.id} />
        <TextArea name="note" label={t('note')} hint={t('noteHint')} rows={3} required />
        <SubmitButton look="secondary">{t('handled')}</SubmitButton>
      </Form>
    </section>
  );
}

const OnMessage = ({ id }: { id: string }) => (
  <>
    <HiddenField name="message" value={id} />
    <HiddenField name="id" value={newId()} />
  </>
);
