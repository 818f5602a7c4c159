import { getTranslations } from 'next-intl/server';
import { Checks } from '@/app/_settlement/Checks';
import { Signals } from '@/app/_settlement/Signals';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextArea } from '@/app/_ui/TextArea';
import type { SettlementFile } from '@/db/queries/settlements';
import { close, payAgain, sendBack, verify } from './actions';

/** What the office may do with a settlement now. */
export async function OfficeAct({ file }: { file: SettlementFile }) {
  const t = await getTranslations('settlement.office');
  const { settlement } = file;
  const id = <HiddenField name="settlementId" value={settlement.id} />;
  switch (settlement.status) {
    case 'presentata':
      return (
        <section className="settlement-act" aria-labelledby="verifica">
          <h2 id="verifica">{t('verify')}</h2>
          <Checks file={file} />
          <Signals file={file} />
          <Form action={verify} id="verifica-nota" aria-label={t('verify')}>
            {id}
            <SubmitButton icon="check">{t('verifyButton')}</SubmitButton>
          </Form>
          <SendBack file={file} />
        </section>
      );
    case 'verificata':
      return (
        <section className="settlement-act" aria-labelledby="verifica">
          <h2 id="verifica">{t('verified')}</h2>
          <Checks file={file} />
          <Signals file={file} />
          <SendBack file={file} />
        </section>
      );
    case 'aperta':
      return (
        <details className="settlement-fold no-print">
          <summary>{t('closeOne')}</summary>
          <p>{t('closeAllText')}</p>
          <Form action={close} id="chiudi" aria-label={t('closeOne')}>
            {id}
            <SubmitButton look="secondary">{t('closeOneButton')}</SubmitButton>
          </Form>
        </details>
      );
    case 'respinta dalla banca':
      return (
        <Callout tone="danger" title={t('refused')}>
          <p>{t('refusedText')}</p>
          <Form action={payAgain} id="riprova" aria-label={t('payAgain')}>
            {id}
            <SubmitButton look="secondary" icon="refresh">
              {t('payAgain')}
            </SubmitButton>
          </Form>
        </Callout>
      );
    case 'da correggere':
      return (
        <Callout tone="warning" title={t('sentBack')}>
          <p>{settlement.sentBackReason}</p>
        </Callout>
      );
    case 'vuota':
    case 'da presentare':
    case 'in pagamento':
    case 'pagata':
      return null;
  }
}

async function SendBack({ file: { settlement } }: { file: SettlementFile }) {
  const t = await getTranslations('settlement.office');
  return (
    <details className="settlement-fold no-print">
      <summary>{t('sendBack')}</summary>
      <Form action={sendBack} id="rimanda" aria-label={t('sendBack')}>
        <HiddenField name="settlementId" value={settlement.id} />
        <TextArea
          name="reason"
          label={t('reason')}
          hint={t('reasonHint')}
          rows={3}
          maxLength={1000}
          required
        />
        <SubmitButton look="secondary">{t('sendBackButton')}</SubmitButton>
      </Form>
    </details>
  );
}
