import { getTranslations } from 'next-intl/server';
import type { SessionUser } from '@/app/_server/session';
import { actorOf } from '@/app/_server/session';
import { giveUp, sign } from '@/app/operatore/liquidazioni/pagamenti/[id]/actions';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { Icon } from '@/app/_ui/Icon';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { PaymentBatchFile } from '@/db/queries/settlements';
import { may } from '@/domain/permissions';

type Props = { batch: PaymentBatchFile['batch']; user: SessionUser };

/** To sign or give up before the signature; the file for the bank after it. */
export async function BatchAct({ batch, user }: Props) {
  const t = await getTranslations('settlement.batches');
  if (batch.cancelledAt !== null) return <Callout>{<p>{t('givenUpText')}</p>}</Callout>;
  if (batch.signedAt !== null) {
    return (
      <Callout tone="success" title={t('signed')}>
        <p>{t('signedText')}</p>
        <a
          className="btn btn-primary no-print"
          href={`/operatore/liquidazioni/pagamenti/${batch.id}/file`}
          download
        >
          <Icon name="download" size="sm" />
          {t('download')}
        </a>
      </Callout>
    );
  }
  const own = batch.preparedBy === user.id;
  const signs = may(actorOf(user), 'settlement.pay', false) && !own;
  const id = <HiddenField name="batchId" value={batch.id} />;
  return (
    <section className="settlement-act no-print" aria-labelledby="firma">
      <h2 id="firma">{t('signTitle')}</h2>
      <p>{signs ? t('signText') : t('signByAnother')}</p>
      {signs && (
        <Form action={sign} id="firma-pagamento" aria-label={t('sign')}>
          {id}
          <SubmitButton icon="check">{t('sign')}</SubmitButton>
        </Form>
      )}
      <Form action={giveUp} id="annulla-pagamento" aria-label={t('giveUp')}>
        {id}
        <SubmitButton look="secondary">{t('giveUp')}</SubmitButton>
      </Form>
    </section>
  );
}
