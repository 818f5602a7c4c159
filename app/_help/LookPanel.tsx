import { getTranslations } from 'next-intl/server';
import { look } from '@/app/supporto/[codice]/actions';
import { Amount } from '@/app/_ui/Amount';
import { Card } from '@/app/_ui/Card';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import type { Look } from '@/db/queries/tickets/desk';
import type { TicketRow } from '@/db/queries/tickets/file';
import { lookKinds, type Shown, type ShownMessage } from '@/domain/ticket/look';
import { OnTicket } from './OnTicket';

/** The state of a code or of an access, as far as the reader may see it: what they looked at themselves. */
export async function LookPanel({
  ticket,
  looks,
  reader,
}: {
  ticket: TicketRow;
  looks: Look[];
  reader: string;
}) {
  const t = await getTranslations('help.desk.look');
  return (
    <Card>
      <h2>{t('title')}</h2>
      <p className="field-hint">{t('lead')}</p>
      <Form action={look} id="controllo">
        <OnTicket ticket={ticket} />
        <SelectField
          name="look"
          label={t('kind')}
          required
          options={lookKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <TextField
          name="asked"
          label={t('asked')}
          hint={t('askedHint')}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          required
        />
        <SubmitButton look="secondary" icon="search">
          {t('go')}
        </SubmitButton>
      </Form>
      <ul className="looks">
        {looks.map(({ id, kind, asked, shown, at, by, userId }) => (
          <li key={id}>
            <p>
              <strong>{t(kind === 'voucher' ? 'voucherOf' : 'accessOf', { asked })}</strong>
            </p>
            {/* What somebody else was shown may be more than the reader may see. */}
            {userId === reader && <Found shown={shown} />}
            <p className="field-hint">
              {t('by', { name: by ?? '' })}, <DateTime at={at} precision="minute" />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

async function Found({ shown }: { shown: Shown }) {
  const t = await getTranslations('help.desk.look');
  switch (shown.kind) {
    case 'nothing':
      return <p>{t('nothing')}</p>;
    case 'nobody':
      return <p>{t('nobody')}</p>;
    case 'voucher':
      return (
        <>
          <p>
            {t(`standing.${shown.standing}`)}, {t('expires')}{' '}
            <DateTime at={shown.expiresAt} precision="day" />
            {shown.balanceCents !== null && (
              <>
                , {t('balance')} <Amount cents={shown.balanceCents} />
              </>
            )}
          </p>
          <Sent words={t('sms')} message={shown.sms} />
        </>
      );
    case 'access':
      return (
        <>
          <p>{t(`states.${shown.state}`)}</p>
          <Sent words={t('mail')} message={shown.mail} />
        </>
      );
  }
}

async function Sent({ words, message }: { words: string; message: ShownMessage | null }) {
  const t = await getTranslations('help.desk.look');
  if (message === null) return <p>{t('noMessage')}</p>;
  return (
    <p>
      {words} {message.to}: {t(`message.${message.status}`)}, <DateTime at={message.at} precision="minute" />
    </p>
  );
}
