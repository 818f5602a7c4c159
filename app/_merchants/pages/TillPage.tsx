import { getTranslations } from 'next-intl/server';
import { v7 as newId } from 'uuid';
import { database } from '@/app/_server/database';
import { queryOf } from '@/app/_till/asked';
import { Amount } from '@/app/_ui/Amount';
import { Callout } from '@/app/_ui/Callout';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { Form } from '@/app/_ui/Form';
import { HiddenField } from '@/app/_ui/HiddenField';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { TextField } from '@/app/_ui/TextField';
import { databaseNow } from '@/db/queries/clock';
import { keysOf, type KeyRow, type ShopFile } from '@/db/queries/merchants/file';
import { spendsByKey } from '@/db/queries/spends';
import { civilDate } from '@/domain/calendar';
import { mayHappen } from '@/domain/merchant/acts';
import { nameTill, newKey, revokeKey, stopOrStartTill } from '../actions';
import type { PartProps } from '../part-props';
import { SecretForm } from '../SecretForm';

type Props = PartProps & { shop: ShopFile; till: ShopFile['tills'][number] };

/** A till with the keys its software calls with. */
export async function TillPage(props: Props) {
  const { file, shop, till } = props;
  const t = await getTranslations('merchants.tills');
  const { status, id: merchantId } = file.merchant;
  return (
    <>
      {!till.active && (
        <Callout tone="warning" title={t('stoppedTitle')}>
          <p>{t('stoppedText')}</p>
        </Callout>
      )}
      <Keys {...props} />
      {mayHappen(status, 'till-renamed') && (
        <section className="merchant-part" aria-labelledby="nome-cassa">
          <h2 id="nome-cassa">{t('rename')}</h2>
          <Form action={nameTill} id="nome" className="merchant-line">
            <HiddenField name="merchantId" value={merchantId} />
            <HiddenField name="tillId" value={till.id} />
            <TextField name="name" label={t('name')} defaultValue={till.name} required />
            <SubmitButton look="secondary">{t('saveName')}</SubmitButton>
          </Form>
        </section>
      )}
      {mayHappen(status, till.active ? 'till-stopped' : 'till-restarted') && (till.active || shop.active) && (
        <section className="merchant-part" aria-labelledby="uso-cassa">
          <h2 id="uso-cassa">{till.active ? t('stopTitle') : t('startTitle')}</h2>
          <p>{till.active ? t('stopText') : t('startText')}</p>
          <Form action={stopOrStartTill} id="uso">
            <HiddenField name="merchantId" value={merchantId} />
            <HiddenField name="tillId" value={till.id} />
            <HiddenField name="active" value={till.active ? 'no' : 'si'} />
            <SubmitButton look={till.active ? 'danger' : 'secondary'} icon={till.active ? 'ban' : 'check'}>
              {till.active ? t('stop') : t('start')}
            </SubmitButton>
          </Form>
        </section>
      )}
    </>
  );
}

async function Keys({ area, file, till }: Props) {
  const { status, id: merchantId } = file.merchant;
  const [t, keys, spent, now] = await Promise.all([
    getTranslations('merchants.keys'),
    keysOf(database(), [till.id]),
    spendsByKey(database(), { merchantId, tillId: till.id }),
    databaseNow(database()),
  ]);
  const spendsOf = ({ id: keyId, createdAt }: KeyRow): string => {
    const query = queryOf({ merchantId, from: civilDate(createdAt), to: civilDate(now), keyId });
    return area.office ? `${area.base}/spese?${query}` : `/esercente/movimenti?${query}`;
  };
  const columns: Column<KeyRow>[] = [
    {
      key: 'ending',
      header: t('key'),
      rowHeader: true,
      cell: ({ ending }) => <span className="code">{t('ending', { ending })}</span>,
    },
    {
      key: 'made',
      header: t('madeAt'),
      cell: ({ createdAt }) => <DateTime at={createdAt} precision="minute" />,
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ revokedAt }) =>
        revokedAt === null ? (
          t('live')
        ) : (
          <>
            {t('revokedAt')} <DateTime at={revokedAt} precision="minute" />
          </>
        ),
    },
    {
      key: 'spends',
      header: t('spends'),
      cell: (key) => {
        const made = spent.get(key.id);
        return made === undefined ? (
          t('noSpends')
        ) : (
          // A plain link: for the office the address is a file.
          <a href={spendsOf(key)}>
            {t('spendCount', { count: made.count })}, <Amount cents={made.cents} />
          </a>
        );
      },
    },
    {
      key: 'revoke',
      header: t('act'),
      cell: ({ id, ending, revokedAt }) =>
        revokedAt === null && (
          <Form action={revokeKey} id={`revoca-${id}`}>
            <HiddenField name="merchantId" value={merchantId} />
            <HiddenField name="tillId" value={till.id} />
            <HiddenField name="keyId" value={id} />
            <SubmitButton look="link">
              {t('revoke')} <span className="visually-hidden">{t('ending', { ending })}</span>
            </SubmitButton>
          </Form>
        ),
    },
  ];
  return (
    <section className="merchant-part" aria-labelledby="chiavi">
      <h2 id="chiavi">{t('title')}</h2>
      <p>{t('lead')}</p>
      {keys.length === 0 ? (
        <EmptyState title={t('empty')} icon="locked" />
      ) : (
        <DataTable caption={t('title')} captionHidden columns={columns} rows={keys} rowKey={({ id }) => id} />
      )}
      {till.active && mayHappen(status, 'key-made') && (
        <SecretForm
          action={newKey}
          id="chiave"
          onwards={{ href: `${area.base}/casse/${till.id}`, label: t('copied') }}
        >
          <HiddenField name="merchantId" value={merchantId} />
          <HiddenField name="tillId" value={till.id} />
          <HiddenField name="keyId" value={newId()} />
          <SubmitButton icon="plus">{t('make')}</SubmitButton>
        </SecretForm>
      )}
    </section>
  );
}
