import { getTranslations } from 'next-intl/server';
import { assign, classify, escalate } from '@/app/supporto/[codice]/actions';
import { Card } from '@/app/_ui/Card';
import { Form } from '@/app/_ui/Form';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { deskStaff } from '@/db/queries/tickets/desk';
import type { TicketRow } from '@/db/queries/tickets/file';
import { levelAfter, ticketCategories, ticketPriorities } from '@/domain/ticket/service-levels';
import { ticketStatusAfter } from '@/domain/ticket/status';
import { OnTicket } from './OnTicket';

type Props = { ticket: TicketRow; staff: Awaited<ReturnType<typeof deskStaff>> };

/** Who has a request in hand, what it is about, how much it presses, and the way to the next level. */
export async function Handling({ ticket, staff }: Props) {
  const [t, tHelp, tQueue] = await Promise.all([
    getTranslations('help.desk'),
    getTranslations('help'),
    getTranslations('help.queue'),
  ]);
  const { status, category, priority, level, assigneeId } = ticket;
  if (ticketStatusAfter(status, 'assigned') === null) return null;
  return (
    <Card>
      <h2>{t('handling')}</h2>
      <Form action={assign} id="assegna">
        <OnTicket ticket={ticket} />
        <SelectField
          name="assignee"
          label={tQueue('assignee')}
          placeholder={tQueue('nobody')}
          defaultValue={staff.find(({ id }) => id === assigneeId)?.username ?? ''}
          options={staff.map(({ username, name }) => ({ value: username, label: name ?? username }))}
        />
        <SubmitButton look="secondary">{t('assign')}</SubmitButton>
      </Form>
      {ticketStatusAfter(status, 'classified') !== null && (
        <Form action={classify} id="classifica" className="mt-4">
          <OnTicket ticket={ticket} />
          <SelectField
            name="category"
            label={tQueue('category')}
            placeholder={false}
            defaultValue={category}
            options={ticketCategories.map((each) => ({ value: each, label: tHelp(`categories.${each}`) }))}
          />
          <SelectField
            name="priority"
            label={tQueue('priority')}
            placeholder={false}
            defaultValue={priority}
            options={ticketPriorities.map((each) => ({ value: each, label: t(`priorities.${each}`) }))}
          />
          <SubmitButton look="secondary">{t('classify')}</SubmitButton>
        </Form>
      )}
      {levelAfter(level) !== null && ticketStatusAfter(status, 'escalated') !== null && (
        <Form action={escalate} id="passa" className="mt-4">
          <OnTicket ticket={ticket} />
          <p className="field-hint">{t('escalateHint')}</p>
          <SubmitButton look="secondary" icon="arrow-right">
            {t('escalate')}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}
