import { randomUUID } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import { voidSpend } from '@/app/esercente/esito/[id]/actions';
import { Form } from '@/app/_ui/Form';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { writeMoment } from '@/domain/calendar';
import { voidReasons } from './void-reasons';

type Props = { redemptionId: string; until: Date };

/** Takes a spend back, with a reason. The key, like a spend's, is of this very form: sent twice, one void. */
export async function VoidForm({ redemptionId, until }: Props) {
  const t = await getTranslations('till.void');
  return (
    <section id="annulla" className="void no-print">
      <h2>{t('title')}</h2>
      <p>{t('text', { moment: writeMoment(until).slice(0, 16) })}</p>
      <Form action={voidSpend} id="annulla-spesa">
        <input type="hidden" name="redemptionId" value={redemptionId} />
        <input type="hidden" name="key" value={randomUUID()} />
        <RadioGroup
          name="why"
          label={t('reason')}
          required
          options={voidReasons.map((value) => ({ value, label: t(value) }))}
        />
        <TextField name="reason" label={t('otherField')} hint={t('otherHint')} maxLength={300} />
        <SubmitButton look="danger">{t('title')}</SubmitButton>
      </Form>
    </section>
  );
}
