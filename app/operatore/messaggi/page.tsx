import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TextPreview } from '@/app/_messages/TextPreview';
import { previewRoles } from '@/app/_messages/roles';
import { valueOf, type Query } from '@/app/_server/query';
import { actorOf, requireUser } from '@/app/_server/session';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { PageHead } from '@/app/_ui/PageHead';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { subjectKinds, subjectOf } from '@/domain/follow-up';
import { channelOf, messageKinds, type MessageChannel } from '@/domain/messages';
import { may } from '@/domain/permissions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageTexts'))('title') };
}

const channels = ['email', 'sms'] as const satisfies MessageChannel[];

/** Every text that goes out to people, as it goes out, about people who do not exist. */
export default async function MessageTextsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/operatore/messaggi', ...previewRoles);
  const [t, tDesk, query] = await Promise.all([
    getTranslations('messageTexts'),
    getTranslations('messageDesk'),
    searchParams,
  ]);
  const channel = channels.find((each) => each === valueOf(query, 'canale'));
  const about = subjectKinds.find((each) => each === valueOf(query, 'tema'));
  const shown = messageKinds.filter(
    (kind) =>
      (channel === undefined || channelOf(kind) === channel) &&
      (about === undefined || subjectOf(kind) === about),
  );
  return (
    <>
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
      </PageHead>
      <form action="/operatore/messaggi" className="queue-search no-print" aria-label={t('filter')}>
        <SelectField
          name="canale"
          label={t('channel')}
          placeholder={t('all')}
          defaultValue={channel}
          options={channels.map((value) => ({ value, label: tDesk(`channel.${value}`) }))}
        />
        <SelectField
          name="tema"
          label={t('about')}
          placeholder={t('all')}
          defaultValue={about}
          options={subjectKinds.map((value) => ({ value, label: t(`subjects.${value}`) }))}
        />
        <div className="queue-search-go">
          <SubmitButton look="secondary">{t('go')}</SubmitButton>
        </div>
      </form>
      <p>{t('count', { count: shown.length })}</p>
      {shown.map((kind) => (
        <TextPreview key={kind} kind={kind} />
      ))}
      {may(actorOf(user), 'message.follow-up', false) && (
        <p className="no-print">
          <ButtonLink href="/supporto/messaggi" look="link">
            {tDesk('title')}
          </ButtonLink>
        </p>
      )}
    </>
  );
}
