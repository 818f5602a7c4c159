import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { answer, resolve } from '@/app/supporto/[codice]/actions';
import { Actions } from '@/app/_ui/Actions';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { cannedAnswersOf } from '@/db/queries/tickets/desk';
import type { TicketRow } from '@/db/queries/tickets/file';
import { filledIn } from '@/domain/ticket/canned';
import { ticketStatusAfter } from '@/domain/ticket/status';
import { OnTicket } from './OnTicket';

type Props = {
  ticket: TicketRow;
  canned: Awaited<ReturnType<typeof cannedAnswersOf>>;
  /** Id of the ready answer that was chosen. */
  chosen: string;
};

/** What the desk can tell the person; nothing more once it is closed. */
export async function DeskForms({ ticket, canned, chosen }: Props) {
  const t = await getTranslations('help.desk');
  const { code, status } = ticket;
  if (ticketStatusAfter(status, 'answered') === null) return <p>{t('closed')}</p>;
  const ready = canned.find(({ id }) => id === chosen);
  return (
    <>
      <details className="canned" open={ready !== undefined}>
        <summary>{t('canned')}</summary>
        <p className="field-hint">{t('cannedHint')}</p>
        <ul>
          {canned.map(({ id, title }) => (
            <li key={id}>
              <Link
                href={`/supporto/${code}?modello=${id}#risposta`}
                prefetch={false}
                aria-current={id === chosen ? 'true' : undefined}
              >
                {title}
              </Link>
            </li>
          ))}
        </ul>
      </details>
      {/* Another ready answer is another form: the words of the one before are not kept. */}
      <Form key={ready?.id} action={answer} id="risposta" aria-label={t('answerForm')}>
        <OnTicket ticket={ticket} />
        <TextArea
          name="text"
          label={t('answer')}
          hint={t('answerHint')}
          rows={ready ? 9 : 5}
          defaultValue={ready && filledIn(ready.body, ticket)}
          required
        />
        <Actions>
          <SubmitButton>{t('send')}</SubmitButton>
          <SubmitButton name="act" value="domanda" look="secondary" icon="clock">
            {t('ask')}
          </SubmitButton>
        </Actions>
      </Form>
      {ticketStatusAfter(status, 'resolved') !== null && (
        <Form action={resolve} id="risolta" className="mt-4">
          <OnTicket ticket={ticket} />
          <SubmitButton look="secondary" icon="check">
            {t('resolve')}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}
