import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { MessageText } from '@/app/_help/MessageText';
import { database } from '@/app/_server/database';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Icon } from '@/app/_ui/Icon';
import { PageHead } from '@/app/_ui/PageHead';
import { readInstallation } from '@/db/queries/installation';
import { attachmentNames, sentMessages } from '@/db/queries/messages';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outbox'))('title'), robots: { index: false } };
}

/** The embedded outbox for people. It shows everybody's messages, so outside the demo it does not exist. */
export default async function OutboxPage() {
  if (!(await readInstallation(database())).demo) notFound();
  const [t, messages] = await Promise.all([getTranslations('outbox'), sentMessages(database())]);
  const attachments = await attachmentNames(
    database(),
    messages.map(({ id }) => id),
  );
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      {messages.length === 0 && <EmptyState title={t('empty')} icon="mail" />}
      <ol className="outbox">
        {messages.map(({ id, channel, to, subject, text, at }) => (
          <li key={id} className="card-box">
            <p className="message-head">
              <Icon name={channel === 'sms' ? 'telephone' : 'mail'} size="sm" />
              <strong>{t(channel)}</strong> {t('to', { to })} {at && <DateTime at={at} />}
            </p>
            {subject !== null && <h2 className="h4">{subject}</h2>}
            <MessageText text={text ?? ''} />
            <Attachments
              of={id}
              names={attachments.flatMap((each) => (each.messageId === id ? each.name : []))}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

function Attachments({ of, names }: { of: string; names: readonly string[] }) {
  return names.map((name) => (
    <p key={name} className="mb-0">
      <a href={`/dev/messaggi/${of}/${name}`}>
        <Icon name="file" size="sm" /> {name}
      </a>
    </p>
  ));
}
