import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { link, merge } from '@/app/supporto/[codice]/actions';
import { Card } from '@/app/_ui/Card';
import { Form } from '@/app/_ui/Form';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import type { openTicketsOf, ticketTies } from '@/db/queries/tickets/desk';
import type { TicketRow } from '@/db/queries/tickets/file';
import { ticketLinkKinds } from '@/domain/ticket/links';
import { ticketStatusAfter } from '@/domain/ticket/status';
import { maskedCode } from '@/domain/voucher/acts';
import { OnTicket } from './OnTicket';

type Linked = Awaited<ReturnType<typeof ticketTies>>['linked'][number];

type Props = {
  ticket: TicketRow;
  ties: Awaited<ReturnType<typeof ticketTies>>;
  /** Others of the same person. */
  others: Awaited<ReturnType<typeof openTicketsOf>>;
  /** Whether the reader may open applications. */
  mayOpen: boolean;
};

/** What a request is tied to, and how to tie it. */
export async function Ties({ ticket, ties, others, mayOpen }: Props) {
  const t = await getTranslations('help.desk');
  const { linked, merged, into } = ties;
  const none = linked.length === 0 && merged.length === 0 && into === null;
  return (
    <Card>
      <h2>{t('ties')}</h2>
      {none ? (
        <p>{t('noTies')}</p>
      ) : (
        <ul className="ticket-ties">
          {into !== null && (
            <li>
              {t('mergedInto')} <TicketLink code={into} />
            </li>
          )}
          {merged.map((code) => (
            <li key={code}>
              {t('mergedFrom')}: <TicketLink code={code} />
            </li>
          ))}
          {linked.map((each) => (
            <li key={`${each.kind}${each.targetId}`}>
              {t(`links.${each.kind}`)}: <Target linked={each} mayOpen={mayOpen} />
            </li>
          ))}
        </ul>
      )}
      {ticketStatusAfter(ticket.status, 'linked') !== null && (
        <details>
          <summary>{t('link')}</summary>
          <Form action={link} id="collega">
            <OnTicket ticket={ticket} />
            <SelectField
              name="link"
              label={t('linkKind')}
              required
              options={ticketLinkKinds.map((kind) => ({ value: kind, label: t(`links.${kind}`) }))}
            />
            <TextField name="target" label={t('linkTarget')} hint={t('linkTargetHint')} required />
            <SubmitButton look="secondary" icon="link">
              {t('link')}
            </SubmitButton>
          </Form>
        </details>
      )}
      {ticketStatusAfter(ticket.status, 'merged') !== null && (
        <details open={others.length > 0}>
          <summary>{t('merge')}</summary>
          {others.length > 0 && (
            <p>
              {t('others')}:{' '}
              {others.map(({ code }, index) => (
                <span key={code}>
                  {index > 0 && ', '}
                  <TicketLink code={code} />
                </span>
              ))}
            </p>
          )}
          <Form action={merge} id="unisci">
            <OnTicket ticket={ticket} />
            <TextField
              name="into"
              label={t('mergeInto')}
              hint={t('mergeHint')}
              short
              autoCapitalize="characters"
              required
            />
            <SubmitButton look="secondary">{t('mergeSend')}</SubmitButton>
          </Form>
        </details>
      )}
    </Card>
  );
}

const TicketLink = ({ code }: { code: string }) => (
  <Link href={`/supporto/${code}`} prefetch={false} className="code">
    {code}
  </Link>
);

async function Target({ linked, mayOpen }: { linked: Linked; mayOpen: boolean }) {
  const t = await getTranslations('help.desk');
  const { kind, targetId, ticketCode, year, number, programme, voucherCode } = linked;
  if (kind === 'ticket') return <TicketLink code={ticketCode ?? ''} />;
  if (kind === 'voucher') return <>{`${maskedCode(voucherCode ?? '')} · ${programme ?? ''}`}</>;
  const words = `${number === null ? t('unregistered') : `${number}/${year}`} · ${programme ?? ''}`;
  return mayOpen && number !== null ? (
    <Link href={`/operatore/domande/${targetId}`}>{words}</Link>
  ) : (
    <>{words}</>
  );
}
