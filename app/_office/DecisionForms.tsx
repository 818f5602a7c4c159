import { getTranslations } from 'next-intl/server';
import { approve, reject, take } from '@/app/operatore/domande/[id]/actions';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { MoneyField } from '@/app/_ui/MoneyField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { Cents } from '@/domain/money';

type Props = { applicationId: string; proposedCents: Cents; inMyCharge: boolean };

/** The decision: two forms, because approving and rejecting ask for different things. */
export async function DecisionForms({ applicationId, proposedCents, inMyCharge }: Props) {
  const t = await getTranslations('office.decide');
  return (
    <section id="decisione" className="decision no-print" aria-labelledby="decisione-titolo">
      <h2 id="decisione-titolo">{t('title')}</h2>
      {!inMyCharge && (
        <Form action={take} id="presa">
          <HiddenField name="applicationId" value={applicationId} />
          <SubmitButton look="secondary" icon="user">
            {t('take')}
          </SubmitButton>
        </Form>
      )}
      <Form action={approve} id="approva" aria-label={t('approveForm')}>
        <h3>{t('approveForm')}</h3>
        <HiddenField name="applicationId" value={applicationId} />
        <MoneyField name="amountCents" label={t('amount')} defaultCents={proposedCents} required />
        <TextArea name="reason" label={t('reason')} hint={t('reasonHint')} rows={2} />
        <SubmitButton icon="check">{t('approve')}</SubmitButton>
      </Form>
      <Form action={reject} id="respingi" aria-label={t('rejectForm')}>
        <h3>{t('rejectForm')}</h3>
        <HiddenField name="applicationId" value={applicationId} />
        <TextArea name="reason" label={t('reason')} hint={t('rejectHint')} rows={3} required />
        <SubmitButton look="danger" icon="close">
          {t('reject')}
        </SubmitButton>
      </Form>
    </section>
  );
}
