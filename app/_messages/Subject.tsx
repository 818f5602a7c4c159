import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { FailedMessage } from '@/db/queries/failed-messages';
import { subjectOf } from '@/domain/follow-up';

type Props = {
  message: FailedMessage;
  /** Whether the reader may open applications. */
  mayOpen: boolean;
};

/** Whose matter a message is, with the way there for who may go it. */
export async function Subject({ message, mayOpen }: Props) {
  const t = await getTranslations('messageDesk.subject');
  const { kind, ticketCode, applicationId, registration, programme } = message;
  if (ticketCode !== null) {
    return (
      <Link href={`/supporto/${ticketCode}`} prefetch={false}>
        {t('ticket', { code: ticketCode })}
      </Link>
    );
  }
  const subject = subjectOf(kind);
  if (subject === 'ticket') return <>{t('ticket', { code: '' })}</>;
  if (subject !== 'application') return <>{t(subject)}</>;
  const words = registration === null ? t('draft') : t('application', { registration });
  return (
    <>
      {mayOpen && registration !== null ? (
        <Link href={`/operatore/domande/${applicationId}`} prefetch={false}>
          {words}
        </Link>
      ) : (
        words
      )}
      {programme !== null && ` · ${programme}`}
    </>
  );
}
