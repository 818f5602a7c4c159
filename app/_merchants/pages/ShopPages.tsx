import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { SummaryList } from '@/app/_ui/SummaryList';
import { TextField } from '@/app/_ui/TextField';
import type { ShopFile } from '@/db/queries/merchants/file';
import { mayHappen } from '@/domain/merchant/acts';
import { writePhone } from '@/domain/phone';
import { writeAddress } from '../address';
import { editShop, openShop, openTill, switchShop } from '../actions';
import { ShopInputs } from '../fields';
import { InUse } from '../MerchantBadge';
import type { PartProps } from '../part-props';

type ShopProps = PartProps & { shop: ShopFile };

/** The form of one more shop. */
export async function NewShopPage({ area, file: { merchant } }: PartProps) {
  const t = await getTranslations('merchants.shops');
  return (
    <Form action={openShop} requiredNote>
      <HiddenField name="merchantId" value={merchant.id} />
      <HiddenField name="shopId" value={newId()} />
      <ShopInputs />
      <Actions>
        <SubmitButton>{t('open')}</SubmitButton>
        <ButtonLink href={area.base} look="link">
          {t('back')}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

/** What a shop is called, where it is and what it sells, to be changed. */
export async function EditShopPage({ area, file: { merchant }, shop }: ShopProps) {
  const t = await getTranslations('merchants.shops');
  return (
    <Form action={editShop} requiredNote>
      <HiddenField name="merchantId" value={merchant.id} />
      <HiddenField name="shopId" value={shop.id} />
      <ShopInputs known={{ ...shop, phone: shop.phone && writePhone(shop.phone) }} />
      <Actions>
        <SubmitButton>{t('save')}</SubmitButton>
        <ButtonLink href={`${area.base}/negozi/${shop.id}`} look="link">
          {t('back')}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

/** A shop with its tills, and what may be done with it. */
export async function ShopPage(props: ShopProps) {
  const { area, file, shop } = props;
  const [t, tCategory] = await Promise.all([
    getTranslations('merchants'),
    getTranslations('shopList.categories'),
  ]);
  const { status } = file.merchant;
  return (
    <>
      {!shop.active && (
        <Callout tone="warning" title={t('shops.closedTitle')}>
          <p>{t('shops.closedText')}</p>
        </Callout>
      )}
      <section className="merchant-part">
        <SummaryList
          items={[
            { label: t('fields.shopAddress'), value: writeAddress(shop) },
            { label: t('fields.phone'), value: shop.phone && writePhone(shop.phone) },
            {
              label: t('fields.categories'),
              value: shop.categories.map((category) => tCategory(category)).join(', '),
            },
          ]}
        />
        {mayHappen(status, 'shop-changed') && (
          <ButtonLink href={`${area.base}/negozi/${shop.id}/modifica`} look="secondary" icon="pencil">
            {t('parts.edit-shop')}
          </ButtonLink>
        )}
      </section>
      <Tills {...props} />
      {mayHappen(status, shop.active ? 'shop-closed' : 'shop-reopened') && <OpenOrClose {...props} />}
    </>
  );
}

async function Tills({ area, file: { merchant }, shop }: ShopProps) {
  const t = await getTranslations('merchants');
  const columns: Column<ShopFile['tills'][number]>[] = [
    {
      key: 'name',
      header: t('tills.name'),
      rowHeader: true,
      cell: ({ id, name }) => <Link href={`${area.base}/casse/${id}`}>{name}</Link>,
    },
    { key: 'use', header: t('use.title'), cell: ({ active }) => <InUse active={active} /> },
  ];
  return (
    <section className="merchant-part" aria-labelledby="casse">
      <h2 id="casse">{t('tills.title')}</h2>
      <p>{t('tills.lead')}</p>
      {shop.tills.length === 0 ? (
        <EmptyState title={t('tills.empty')} icon="card" />
      ) : (
        <DataTable
          caption={t('tills.title')}
          captionHidden
          columns={columns}
          rows={shop.tills}
          rowKey={({ id }) => id}
        />
      )}
      {shop.active && mayHappen(merchant.status, 'till-added') && (
        <Form action={openTill} id="cassa" className="merchant-line" aria-label={t('tills.add')}>
          <HiddenField name="merchantId" value={merchant.id} />
          <HiddenField name="shopId" value={shop.id} />
          <HiddenField name="tillId" value={newId()} />
          <TextField name="name" label={t('tills.newName')} hint={t('tills.nameHint')} required />
          <SubmitButton look="secondary" icon="plus">
            {t('tills.add')}
          </SubmitButton>
        </Form>
      )}
    </section>
  );
}

async function OpenOrClose({ file: { merchant }, shop }: ShopProps) {
  const t = await getTranslations('merchants.shops');
  return (
    <section className="merchant-part" aria-labelledby="chiusura">
      <h2 id="chiusura">{shop.active ? t('closeTitle') : t('reopenTitle')}</h2>
      <p>{shop.active ? t('closeText') : t('reopenText')}</p>
      <Form action={switchShop} id="apertura">
        <HiddenField name="merchantId" value={merchant.id} />
        <HiddenField name="shopId" value={shop.id} />
        <HiddenField name="active" value={shop.active ? 'no' : 'si'} />
        <SubmitButton look={shop.active ? 'danger' : 'secondary'} icon={shop.active ? 'ban' : 'check'}>
          {shop.active ? t('close') : t('reopen')}
        </SubmitButton>
      </Form>
    </section>
  );
}
