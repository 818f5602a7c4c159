import { getTranslations } from 'next-intl/server';
import { database } from '@/app/_server/database';
import { DataTable, type Column } from '@/app/_ui/DataTable';
import { DateTime } from '@/app/_ui/DateTime';
import { EmptyState } from '@/app/_ui/EmptyState';
import { merchantHistory, type MerchantFile, type MerchantHistoryRow } from '@/db/queries/merchants/file';
import { writeAgreement, writeCivilDay } from '@/domain/merchant/agreement';
import type { MerchantEvent } from '@/domain/merchant/events';

/** What happened to a merchant, who did it and why, newest first. */
export async function History({ file }: { file: MerchantFile }) {
  const [t, rows, details] = await Promise.all([
    getTranslations('merchants.history'),
    merchantHistory(database(), file.merchant.id),
    writer(),
  ]);
  const columns: Column<MerchantHistoryRow>[] = [
    { key: 'at', header: t('at'), cell: ({ at }) => <DateTime at={at} precision="minute" /> },
    { key: 'what', header: t('what'), rowHeader: true, cell: ({ event }) => t(`kinds.${event.kind}`) },
    {
      key: 'by',
      header: t('by'),
      cell: ({ by, actorKind }) => by ?? t(actorKind === 'visitor' ? 'business' : 'system'),
    },
    {
      key: 'details',
      header: t('details'),
      cell: ({ event }) => {
        const said = details(event);
        return said === '' ? null : <span className="as-written">{said}</span>;
      },
    },
  ];
  return (
    <section className="merchant-part" aria-labelledby="storia">
      <h2 id="storia">{t('title')}</h2>
      {rows.length === 0 ? (
        <EmptyState title={t('empty')} icon="list" />
      ) : (
        <DataTable
          caption={t('title')}
          captionHidden
          columns={columns}
          rows={rows}
          rowKey={({ number }) => String(number)}
        />
      )}
    </section>
  );
}

/** What an event says besides its name. */
async function writer(): Promise<(event: MerchantEvent) => string> {
  const [t, tField] = await Promise.all([
    getTranslations('merchants.history'),
    getTranslations('merchants.fields'),
  ]);
  const fromTo = (from: string | null, to: string | null) =>
    t('fromTo', { from: from ?? t('nothing'), to: to ?? t('nothing') });
  return (event) => {
    switch (event.kind) {
      case 'applied':
        return t('declared', { version: event.declarations });
      case 'registered':
      case 'resumed':
        return '';
      case 'accepted':
        return t('agreed', {
          number: writeAgreement(event),
          from: writeCivilDay(event.from),
          until: writeCivilDay(event.until),
        });
      case 'refused':
      case 'suspended':
      case 'ended':
        return event.reason;
      case 'prolonged':
        return fromTo(event.from && writeCivilDay(event.from), writeCivilDay(event.until));
      case 'edited':
        return event.changes.map(({ field, from, to }) => `${tField(field)}: ${fromTo(from, to)}`).join('\n');
      case 'account-changed':
        return fromTo(event.from, event.to);
      case 'shop-opened':
      case 'shop-changed':
      case 'shop-closed':
      case 'shop-reopened':
        return event.shop;
      case 'till-added':
      case 'till-renamed':
      case 'till-stopped':
      case 'till-restarted':
        return `${event.shop}, ${event.till}`;
      case 'key-made':
      case 'key-revoked':
        return `${event.shop}, ${event.till}: ${t('keyEnding', { ending: event.ending })}`;
      case 'cashier-added':
      case 'cashier-moved':
        return `${event.username}, ${event.shop}`;
      case 'manager-added':
      case 'cashier-suspended':
      case 'cashier-resumed':
      case 'cashier-password-reset':
        return event.username;
    }
  };
}
