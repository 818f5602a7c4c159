import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { CheckboxField } from '@/app/_ui/CheckboxField';
import { DateTime } from '@/app/_ui/DateTime';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { SettlementFile } from '@/db/queries/settlements';
import { declarationText } from '@/domain/settlement/declaration';
import { ibanFault } from '@/domain/iban';
import { causeOf, needsOtherAccount } from '@/domain/settlement/outcomes';
import { present, retry } from './actions';

const accountPage = '/esercente/negozio/conto';

/** What is asked of the merchant now, or what goes on without them. */
export async function OwnAct({ file }: { file: SettlementFile }) {
  const t = await getTranslations('settlement.own');
  const { settlement, merchant } = file;
  const noAccount = merchant.iban === null || ibanFault(merchant.iban) !== null;
  const day = (at: Date | null) => () => at && <DateTime at={at} precision="day" />;
  switch (settlement.status) {
    case 'da presentare':
    case 'da correggere':
      return (
        <>
          {settlement.sentBackReason !== null && (
            <Callout tone="warning" title={t('sentBack')}>
              <p>{settlement.sentBackReason}</p>
            </Callout>
          )}
          {noAccount && (
            <Callout tone="danger" title={t('noAccount')}>
              <p>{t('noAccountText')}</p>
              <ButtonLink href={accountPage} look="secondary">
                {t('toAccount')}
              </ButtonLink>
            </Callout>
          )}
          <section className="settlement-act" aria-labelledby="presenta">
            <h2 id="presenta">{t('present')}</h2>
            <p>{t('presentText')}</p>
            <Form action={present} aria-label={t('present')}>
              <HiddenField name="settlementId" value={settlement.id} />
              <CheckboxField name="declared" label={t('declare')} hint={declarationText} required />
              <SubmitButton icon="check">{t('presentButton')}</SubmitButton>
            </Form>
          </section>
        </>
      );
    case 'respinta dalla banca': {
      const reason = file.payments.at(-1)?.payment.reason ?? null;
      const change = needsOtherAccount(reason);
      return (
        <Callout tone="danger" title={t('refused')}>
          <p>
            {await causeSentence(reason)} {change ? t('refusedAccount') : t('refusedRetry')}
          </p>
          {change && (
            <ButtonLink href={accountPage} look="secondary">
              {t('toAccount')}
            </ButtonLink>
          )}
          <Form action={retry} id="riprova" aria-label={t('retry')}>
            <HiddenField name="settlementId" value={settlement.id} />
            <SubmitButton icon="refresh">{t('retry')}</SubmitButton>
          </Form>
        </Callout>
      );
    }
    case 'presentata':
    case 'verificata':
    case 'in pagamento':
      return <Callout>{<p>{t.rich('waiting', { day: day(settlement.payBy) })}</p>}</Callout>;
    case 'pagata':
      return <Callout tone="success">{<p>{t.rich('paid', { day: day(settlement.paidAt) })}</p>}</Callout>;
    case 'aperta':
    case 'vuota':
      return (
        <Callout>
          <p>{t('running')}</p>
        </Callout>
      );
  }
}

async function causeSentence(reason: string | null): Promise<string> {
  const t = await getTranslations('settlement.causes');
  return `${t(causeOf(reason))}.`;
}
