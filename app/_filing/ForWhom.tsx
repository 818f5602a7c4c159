import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { timeOf } from '@/app/_citizen/moments';
import { database } from '@/app/_server/database';
import { actorOf, currentUser } from '@/app/_server/session';
import { Icon } from '@/app/_ui/Icon';
import { forWhom } from '@/db/queries/filed-for';

/** Whose application is on the screen, for who compiles it for them: the person, their code, and until when. */
export async function ForWhom({ applicationId }: { applicationId: string }) {
  const user = await currentUser();
  if (!user || user.role === 'cittadino') return null;
  const whom = await forWhom(database(), actorOf(user), applicationId);
  if (!whom) return null;
  const t = await getTranslations('filing');
  const { name, fiscalCode, callId, mandateId, endsAt } = whom;
  return (
    <aside className="for-whom" aria-label={t('forWhom')}>
      <p>
        <Icon name={callId ? 'telephone' : 'user'} size="sm" /> {t('forWhom')}: <strong>{name}</strong>,{' '}
        {fiscalCode}
      </p>
      <p>
        {endsAt && <span>{t('until', { moment: timeOf(endsAt) })} </span>}
        <Link href={callId ? `/contact-center/${callId}` : `/intermediario/${mandateId}`}>
          {callId ? t('toCall') : t('toClient')}
        </Link>
      </p>
    </aside>
  );
}
