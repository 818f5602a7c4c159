import { randomUUID } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import { voidSpend } from '@/app/esercente/esito/[id]/actions';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';

/** Takes a spend back, with a reason. The key, like a spend's, is of this very form: sent twice, one void. */
export async function VoidForm({ redemptionId }: { redemptionId: string }) {
  const t = await getTranslations('till.void');
  return (
    <section id="annulla" className="void no-print">
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <Form action={voidSpend} id="annulla-spesa">
        <input type="hidden" name="redemptionId" value={redemptionId} />
        <input type="hidden" name="key" value={randomUUID()} />
        <TextField name="reason" label={t('reason')} hint={t('reasonHint')} maxLength={300} required />
        <SubmitButton look="danger">{t('title')}</SubmitButton>
      </Form>
    </section>
  );
}
