import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SelectField } from '@/app/_ui/SelectField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { MerchantFile, MerchantPerson } from '@/db/queries/merchants/file';
import { mayHappen } from '@/domain/merchant/acts';
import { bindCashier, newCashier, resetPassword, stopOrStartCashier } from '../actions';
import { PersonInputs } from '../fields';
import { InUse } from '../MerchantBadge';
import type { PartProps } from '../part-props';
import { SecretForm } from '../SecretForm';

const openShops = ({ shops }: MerchantFile) =>
  shops.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));

/** The form of one more person at the counter. */
export async function NewPersonPage({ area, file }: PartProps) {
  const t = await getTranslations('merchants.people');
  const shops = openShops(file);
  return (
    <>
      <p>{t('lead')}</p>
      <SecretForm
        action={newCashier}
        id="persona"
        onwards={{ href: area.base, label: t('onwards') }}
        requiredNote
      >
        <HiddenField name="merchantId" value={file.merchant.id} />
        <HiddenField name="userId" value={newId()} />
        <PersonInputs />
        <SelectField
          name="shopId"
          label={t('shop')}
          options={shops}
          placeholder={false}
          defaultValue={shops[0]?.value}
          required
        />
        <Actions>
          <SubmitButton>{t('create')}</SubmitButton>
          <ButtonLink href={area.base} look="link">
            {t('back')}
          </ButtonLink>
        </Actions>
      </SecretForm>
    </>
  );
}

/** Somebody at the counter, and what may be done with their access. */
export async function PersonPage({ area, file, person }: PartProps & { person: MerchantPerson }) {
  const t = await getTranslations('merchants.people');
  const { status, id: merchantId } = file.merchant;
  const ids = (
    <>
      <HiddenField name="merchantId" value={merchantId} />
      <HiddenField name="userId" value={person.id} />
    </>
  );
  const shop = file.shops.find(({ id }) => id === person.shopId);
  return (
    <>
      <section className="merchant-part">
        <SummaryList
          items={[
            { label: t('username'), value: <span className="code">{person.username}</span> },
            { label: t('mail'), value: person.email },
            { label: t('shop'), value: shop?.name },
            { label: t('access'), value: <InUse active={person.active} /> },
            { label: t('firstAccess'), value: person.mustChangePassword ? t('notYet') : t('already') },
          ]}
        />
      </section>
      {mayHappen(status, 'cashier-moved') && openShops(file).length > 1 && (
        <section className="merchant-part" aria-labelledby="sposta">
          <h2 id="sposta">{t('moveTitle')}</h2>
          <Form action={bindCashier} id="negozio" className="merchant-line">
            {ids}
            <SelectField
              name="shopId"
              label={t('shop')}
              options={openShops(file)}
              placeholder={false}
              defaultValue={person.shopId ?? undefined}
              required
            />
            <SubmitButton look="secondary">{t('move')}</SubmitButton>
          </Form>
        </section>
      )}
      {person.active && mayHappen(status, 'cashier-password-reset') && (
        <section className="merchant-part" aria-labelledby="password-nuova">
          <h2 id="password-nuova">{t('resetTitle')}</h2>
          <p>{t('resetText')}</p>
          <SecretForm
            action={resetPassword}
            id="password"
            onwards={{ href: `${area.base}/persone/${person.id}`, label: t('onwards') }}
          >
            {ids}
            <SubmitButton look="secondary" icon="locked">
              {t('reset')}
            </SubmitButton>
          </SecretForm>
        </section>
      )}
      <Access file={file} person={person} shopOpen={shop?.active ?? true} />
    </>
  );
}

type AccessProps = { file: MerchantFile; person: MerchantPerson; shopOpen: boolean };

async function Access({ file: { merchant }, person, shopOpen }: AccessProps) {
  const t = await getTranslations('merchants.people');
  const { active } = person;
  if (!mayHappen(merchant.status, active ? 'cashier-suspended' : 'cashier-resumed')) return null;
  return (
    <section className="merchant-part" aria-labelledby="accesso">
      <h2 id="accesso">{active ? t('suspendTitle') : t('resumeTitle')}</h2>
      {active || shopOpen ? (
        <>
          <p>{active ? t('suspendText') : t('resumeText')}</p>
          <Form action={stopOrStartCashier} id="stato">
            <HiddenField name="merchantId" value={merchant.id} />
            <HiddenField name="userId" value={person.id} />
            <HiddenField name="active" value={active ? 'no' : 'si'} />
            <SubmitButton look={active ? 'danger' : 'secondary'} icon={active ? 'ban' : 'check'}>
              {active ? t('suspend') : t('resume')}
            </SubmitButton>
          </Form>
        </>
      ) : (
        <Callout tone="info" title={t('shopClosed')} />
      )}
    </section>
  );
}
