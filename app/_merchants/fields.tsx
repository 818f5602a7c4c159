import { getTranslations } from 'next-intl/server';
import { CheckboxGroup } from '@/app/_ui/CheckboxGroup';
import { TextField } from '@/app/_ui/TextField';
import { shopCategories, type ShopCategory } from '@/domain/merchant/categories';

type Known<F extends string> = Partial<Record<F, string | null>>;

type BusinessProps = {
  known?: Known<
    | 'legalName'
    | 'name'
    | 'representative'
    | 'vatNumber'
    | 'fiscalCode'
    | 'address'
    | 'email'
    | 'pec'
    | 'phone'
  >;
};

/** The business: who it is, and where it is reached. */
export async function BusinessInputs({ known = {} }: BusinessProps) {
  const t = await getTranslations('merchants');
  const value = (field: keyof typeof known) => known[field] ?? undefined;
  return (
    <>
      <TextField
        name="legalName"
        label={t('fields.legalName')}
        hint={t('hints.legalName')}
        autoComplete="organization"
        defaultValue={value('legalName')}
        required
      />
      <TextField name="name" label={t('fields.name')} hint={t('hints.name')} defaultValue={value('name')} />
      <TextField
        name="vatNumber"
        label={t('fields.vatNumber')}
        hint={t('hints.vatNumber')}
        inputMode="numeric"
        defaultValue={value('vatNumber')}
        required
      />
      <TextField
        name="fiscalCode"
        label={t('fields.fiscalCode')}
        hint={t('hints.fiscalCode')}
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={value('fiscalCode')}
      />
      <TextField
        name="representative"
        label={t('fields.representative')}
        hint={t('hints.representative')}
        autoComplete="name"
        defaultValue={value('representative')}
        required
      />
      <TextField
        name="address"
        label={t('fields.address')}
        hint={t('hints.address')}
        defaultValue={value('address')}
        required
      />
      <TextField
        name="email"
        label={t('fields.email')}
        hint={t('hints.email')}
        type="email"
        autoComplete="email"
        defaultValue={value('email')}
        required
      />
      <TextField name="pec" label={t('fields.pec')} type="email" defaultValue={value('pec')} />
      <TextField
        name="phone"
        label={t('fields.phone')}
        type="tel"
        autoComplete="tel"
        defaultValue={value('phone')}
        required
      />
    </>
  );
}

/** The account the merchant is paid to. It is never written back from what is known. */
export async function AccountInputs() {
  const t = await getTranslations('merchants');
  return (
    <>
      <TextField
        name="iban"
        label={t('fields.iban')}
        hint={t('hints.iban')}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        required
      />
      <TextField name="ibanHolder" label={t('fields.ibanHolder')} hint={t('hints.ibanHolder')} />
    </>
  );
}

type ShopProps = {
  /** Before the names of the fields, where the form holds other fields too: `shop.`. */
  prefix?: string;
  known?: Known<'name' | 'address' | 'postalCode' | 'municipality' | 'phone'> & {
    categories?: readonly ShopCategory[];
  };
};

/** A shop: where it is and what it sells. */
export async function ShopInputs({ prefix = '', known = {} }: ShopProps) {
  const [t, tCategory] = await Promise.all([
    getTranslations('merchants'),
    getTranslations('shopList.categories'),
  ]);
  return (
    <>
      <TextField
        name={`${prefix}name`}
        label={t('fields.shopName')}
        hint={t('hints.shopName')}
        defaultValue={known.name ?? undefined}
        required
      />
      <TextField
        name={`${prefix}address`}
        label={t('fields.shopAddress')}
        defaultValue={known.address ?? undefined}
        required
      />
      <TextField
        name={`${prefix}postalCode`}
        label={t('fields.postalCode')}
        inputMode="numeric"
        defaultValue={known.postalCode ?? undefined}
        short
        required
      />
      <TextField
        name={`${prefix}municipality`}
        label={t('fields.municipality')}
        defaultValue={known.municipality ?? undefined}
        required
      />
      <TextField
        name={`${prefix}phone`}
        label={t('fields.shopPhone')}
        type="tel"
        defaultValue={known.phone ?? undefined}
      />
      <CheckboxGroup
        name={`${prefix}categories`}
        label={t('fields.categories')}
        hint={t('hints.categories')}
        chosen={known.categories}
        options={shopCategories.map((value) => ({ value, label: tCategory(value) }))}
        required
      />
    </>
  );
}

/** Somebody who will sign in. */
export async function PersonInputs({ mailRequired = false, known = {} }: PersonProps) {
  const t = await getTranslations('merchants');
  return (
    <>
      <TextField
        name="givenName"
        label={t('fields.givenName')}
        defaultValue={known.givenName ?? undefined}
        autoComplete="off"
        required
      />
      <TextField
        name="familyName"
        label={t('fields.familyName')}
        defaultValue={known.familyName ?? undefined}
        autoComplete="off"
        required
      />
      <TextField
        name="email"
        label={t('fields.email')}
        hint={mailRequired ? t('hints.managerMail') : t('hints.cashierMail')}
        type="email"
        defaultValue={known.email ?? undefined}
        autoComplete="off"
        required={mailRequired}
      />
    </>
  );
}

type PersonProps = { mailRequired?: boolean; known?: Known<'givenName' | 'familyName' | 'email'> };
