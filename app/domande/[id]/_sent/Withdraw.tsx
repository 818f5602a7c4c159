import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_ui/Form';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { withdraw } from './actions';

/** The way out before a decision: the question is opened first, so that one tap never withdraws. */
export async function Withdraw({ applicationId }: { applicationId: string }) {
  const t = await getTranslations('citizen.sent');
  return (
    <details className="fold no-print">
      <summary>{t('withdrawQuestion')}</summary>
      <p>{t('withdrawText')}</p>
      <Form action={withdraw}>
        <input type="hidden" name="application" value={applicationId} />
        <SubmitButton look="danger">{t('withdraw')}</SubmitButton>
      </Form>
    </details>
  );
}
