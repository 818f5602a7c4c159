import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { MerchantPerson, ShopFile } from '@/db/queries/merchants/file';
import { formatIban, maskedIban } from '@/domain/iban';
import { mayHappen } from '@/domain/merchant/acts';
import { writePhone } from '@/domain/phone';
import { writeAddress } from './address';
import { AgreementBox } from './AgreementBox';
import { History } from './History';
import { InUse } from './MerchantBadge';
import type { PartProps } from './part-props';

/** A merchant on one page: its agreement, shops, people, account and data, and all that happened to it. */
export async function Overview({ area, file }: PartProps) {
  return (
    <>
      <AgreementBox area={area} file={file} />
      <Shops area={area} file={file} />
      <People area={area} file={file} />
      <Account area={area} file={file} />
      <Business area={area} file={file} />
      <History file={file} />
    </>
  );
}

async function Shops({ area, file }: PartProps) {
  const [t, tCategory] = await Promise.all([
    getTranslations('merchants'),
    getTranslations('shopList.categories'),
  ]);
  const columns: Column<ShopFile>[] = [
    {
      key: 'name',
      header: t('fields.shopName'),
      rowHeader: true,
      cell: ({ id, name }) => <Link href={`${area.base}/negozi/${id}`}>{name}</Link>,
    },
    { key: 'address', header: t('fields.shopAddress'), cell: writeAddress },
    {
      key: 'categories',
      header: t('fields.categories'),
      cell: ({ categories }) => categories.map((each) => tCategory(each)).join(', '),
    },
    {
      key: 'tills',
      header: t('tills.title'),
      number: true,
      cell: ({ tills }) => tills.filter(({ active }) => active).length,
    },
    { key: 'use', header: t('use.title'), cell: ({ active }) => <InUse active={active} /> },
  ];
  return (
    <section className="merchant-part" aria-labelledby="negozi">
      <h2 id="negozi">{t('shops.title')}</h2>
      {file.shops.length === 0 ? (
        <EmptyState title={t('shops.empty')} icon="cart" />
      ) : (
        <DataTable
          caption={t('shops.title')}
          captionHidden
          columns={columns}
          rows={file.shops}
          rowKey={({ id }) => id}
        />
      )}
      {mayHappen(file.merchant.status, 'shop-opened') && (
        <ButtonLink href={`${area.base}/negozi/nuovo`} look="secondary" icon="plus">
          {t('parts.new-shop')}
        </ButtonLink>
      )}
    </section>
  );
}

async function People({ area, file }: PartProps) {
  const t = await getTranslations('merchants');
  const shopOf = new Map(file.shops.map(({ id, name }) => [id, name]));
  const columns: Column<MerchantPerson>[] = [
    {
      key: 'name',
      header: t('people.name'),
      rowHeader: true,
      cell: ({ id, role, givenName, familyName }) =>
        role === 'cassiere' ? (
          <Link href={`${area.base}/persone/${id}`}>{`${givenName} ${familyName}`}</Link>
        ) : (
          `${givenName} ${familyName}`
        ),
    },
    {
      key: 'username',
      header: t('people.username'),
      cell: ({ username }) => <span className="code">{username}</span>,
    },
    {
      key: 'role',
      header: t('people.role'),
      cell: ({ role }) => (role === 'cassiere' ? t('people.cashier') : t('people.manager')),
    },
    { key: 'shop', header: t('people.shop'), cell: ({ shopId }) => shopOf.get(shopId ?? '') ?? '' },
    { key: 'use', header: t('use.title'), cell: ({ active }) => <InUse active={active} /> },
  ];
  return (
    <section className="merchant-part" aria-labelledby="persone">
      <h2 id="persone">{t('people.title')}</h2>
      {file.people.length === 0 ? (
        <EmptyState title={t('people.empty')} icon="user" />
      ) : (
        <DataTable
          caption={t('people.title')}
          captionHidden
          columns={columns}
          rows={file.people}
          rowKey={({ id }) => id}
        />
      )}
      {mayHappen(file.merchant.status, 'cashier-added') && file.shops.some(({ active }) => active) && (
        <ButtonLink href={`${area.base}/persone/nuova`} look="secondary" icon="plus">
          {t('parts.new-person')}
        </ButtonLink>
      )}
    </section>
  );
}

async function Account({ area, file: { merchant } }: PartProps) {
  const t = await getTranslations('merchants');
  const { iban, ibanHolder, legalName, name, status } = merchant;
  return (
    <section className="merchant-part" aria-labelledby="conto">
      <h2 id="conto">{t('account.title')}</h2>
      <SummaryList
        items={[
          {
            label: t('fields.iban'),
            value: iban && <span className="code">{area.office ? formatIban(iban) : maskedIban(iban)}</span>,
          },
          { label: t('fields.ibanHolder'), value: ibanHolder ?? legalName ?? name },
        ]}
      />
      {mayHappen(status, 'account-changed') && (
        <ButtonLink href={`${area.base}/conto`} look="secondary" icon="pencil">
          {t('parts.account')}
        </ButtonLink>
      )}
    </section>
  );
}

async function Business({ area, file: { merchant } }: PartProps) {
  const t = await getTranslations('merchants');
  const { legalName, name, vatNumber, fiscalCode, representative, address, email, pec, phone } = merchant;
  return (
    <section className="merchant-part" aria-labelledby="dati">
      <h2 id="dati">{t('business.title')}</h2>
      <SummaryList
        items={[
          { label: t('fields.legalName'), value: legalName },
          { label: t('fields.name'), value: name },
          { label: t('fields.vatNumber'), value: vatNumber },
          { label: t('fields.fiscalCode'), value: fiscalCode },
          { label: t('fields.representative'), value: representative },
          { label: t('fields.address'), value: address },
          { label: t('fields.email'), value: email },
          { label: t('fields.pec'), value: pec },
          { label: t('fields.phone'), value: phone && writePhone(phone) },
        ]}
      />
      {area.office && mayHappen(merchant.status, 'edited') && (
        <ButtonLink href={`${area.base}/dati`} look="secondary" icon="pencil">
          {t('business.edit')}
        </ButtonLink>
      )}
      {!area.office && <p>{t('business.askOffice')}</p>}
    </section>
  );
}
