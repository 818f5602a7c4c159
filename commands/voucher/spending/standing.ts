import { sql } from 'drizzle-orm';
import type { Queryable } from '../../../db/client';
import { prepared } from '../../../db/prepared';
import { takesVouchers, type MerchantStatus } from '../../../domain/merchant/status';
import { accountOf } from '../../ledger';
import { civilToday } from '../active-merchant';
import { shopOfCall } from '../shop-of';
import type { SpendCall, SpendOutcome } from './call';

/** Who asks for a spend, before its voucher is looked at. */
export interface Standing {
  /** What was answered to this key before, with the request it came with. */
  earlier: { requestSha256: string; outcome: SpendOutcome } | null;
  takesVouchers: boolean;
  shopId: string | null;
  /** The merchant's account. */
  accountId: string;
}

interface Row extends Record<string, unknown> {
  sha256: string | null;
  outcome: SpendOutcome | null;
  status: MerchantStatus;
  from: string | null;
  until: string | null;
  today: string;
  shop: string | null;
  account: string | null;
}

/** The standing of each call's caller, in the order of the calls; a merchant's account is opened by its first spend. */
export async function standingsOf(tx: Queryable, calls: readonly SpendCall[]): Promise<Standing[]> {
  const asked = calls.map(({ caller, key, shopId }, place) => ({
    place,
    key,
    kind: caller.kind,
    actor: caller.id,
    merchant: caller.merchantId,
    shop: shopId,
  }));
  const shop = shopOfCall({
    kind: sql`c.kind`,
    actorId: sql`c.actor`,
    merchantId: sql`c.merchant`,
    chosen: sql`c.shop`,
  });
  const { rows } = await prepared<Row>(
    tx,
    'spend-standings',
    sql`
    select encode(k.request_sha256, 'hex') as sha256, k.outcome, m.status, m.agreement_from::text as from,
      m.agreement_until::text as until, ${civilToday} as today, ${shop} as shop, a.id as account
    from json_to_recordset(${JSON.stringify(asked)})
      as c(place integer, key text, kind text, actor uuid, merchant uuid, shop text)
    join merchants m on m.id = c.merchant
    left join accounts a on a.kind = 'merchant' and a.owner_id = c.merchant
    left join idempotency_keys k on k.actor_id = c.actor and k.key = c.key
    order by c.place`,
  );
  const standings: Standing[] = [];
  for (const [place, { caller }] of calls.entries()) {
    const row = rows[place];
    if (!row) throw new Error('the merchant of a caller is missing');
    const { sha256, outcome, status, from: agreementFrom, until: agreementUntil } = row;
    standings.push({
      earlier: sha256 !== null && outcome !== null ? { requestSha256: sha256, outcome } : null,
      takesVouchers: takesVouchers({ status, agreementFrom, agreementUntil }, row.today),
      shopId: row.shop,
      accountId: row.account ?? (await accountOf(tx, 'merchant', caller.merchantId)),
    });
  }
  return standings;
}
