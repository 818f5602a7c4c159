import { getTranslations } from 'next-intl/server';
import { note } from '@/app/supporto/[codice]/actions';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { ticketNotesOn } from '@/db/queries/tickets/desk';
import type { TicketRow } from '@/db/queries/tickets/file';
import { ticketStatusAfter } from '@/domain/ticket/status';
import { OnTicket } from './OnTicket';

type Props = { ticket: TicketRow; notes: Awaited<ReturnType<typeof ticketNotesOn>> };

/** What the desk writes for itself. */
export async function Notes({ ticket, notes }: Props) {
  const t = await getTranslations('help.desk');
  return (
    <section aria-labelledby="note-interne" className="mt-4">
      <h2 id="note-interne">{t('notes')}</h2>
      {notes.length === 0 ? (
        <p>{t('noNotes')}</p>
      ) : (
        <ul className="conversation">
          {notes.map(({ id, by, at, body }) => (
            <li key={id} className="message message-note">
              <p className="message-head">
                <strong>{by}</strong> <DateTime at={at} precision="minute" />
              </p>
              <p className="as-written">{body}</p>
            </li>
          ))}
        </ul>
      )}
      {ticketStatusAfter(ticket.status, 'noted') !== null && (
        <Form action={note} id="nota" aria-label={t('addNote')}>
          <OnTicket ticket={ticket} />
          <TextArea name="text" label={t('note')} hint={t('noteHint')} rows={3} required />
          <SubmitButton look="secondary">{t('addNote')}</SubmitButton>
        </Form>
      )}
    </section>
  );
}
