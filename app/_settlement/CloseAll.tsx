import { getTranslations } from 'next-intl/server';
import { closeAll } from '@/app/operatore/liquidazioni/actions';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';

/** "Una tantum": ends all running periods now. Folded, since it is not done every day. */
export async function CloseAll() {
  const t = await getTranslations('settlement.office');
  return (
    <details className="settlement-fold no-print">
      <summary>{t('closeAll')}</summary>
      <p>{t('closeAllText')}</p>
      <Form action={closeAll} id="chiudi" aria-label={t('closeAll')}>
        <SubmitButton look="secondary">{t('closeAllButton')}</SubmitButton>
      </Form>
    </details>
  );
}
