import { inArray, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../../../db/client';
import { prepared } from '../../../db/prepared';
import { programmeVersions } from '../../../db/schema/applications';
import { vouchers } from '../../../db/schema/ledger';
import { after } from '../../../domain/calendar';
import { keyOf } from '../../../domain/roles';
import { recordEvents } from '../../application/case';
import { LostRace } from '../../transaction';
import type { SpendCall, SpendOutcome } from './call';
import type { Spend } from './judge';

/**
 * Keeps the answers by their keys, in the transaction of what they tell. A key that another process answered in the
 * meantime undoes the group, which then finds that answer.
 */
export async function writeAnswers(
  tx: Queryable,
  answers: readonly { call: SpendCall; outcome: SpendOutcome }[],
): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ call, outcome }) => ({
    actor: call.caller.id,
    key: call.key,
    sha256: call.requestSha256,
    outcome,
  }));
  const { rowCount } = await prepared(
    tx,
    'spend-answers',
    sql`
    insert into idempotency_keys (actor_id, key, request_sha256, outcome)
    select actor, key, decode(sha256, 'hex'), outcome
    from json_to_recordset(${JSON.stringify(rows)}) as a(actor uuid, key text, sha256 text, outcome json)
    order by actor, key on conflict do nothing`,
  );
  if (rowCount !== answers.length) throw new LostRace();
}

/** Writes the spends of a group. The money moves last: a merchant's account is held no longer than it takes to commit. */
export async function writeSpends(tx: Queryable, spends: readonly Spend[], now: Date): Promise<void> {
  if (spends.length === 0) return;
  await writeExhausted(
    tx,
    spends.filter(({ exhausted }) => exhausted),
    now,
  );
  const rows = JSON.stringify(
    spends.map(({ call, redemptionId, purse, hold, amountCents, shopId, merchantAccountId }) => ({
      id: redemptionId,
      transfer: newId(),
      voucher: purse.voucherId,
      merchant: call.caller.merchantId,
      shop: shopId,
      hold: hold?.id ?? null,
      kind: call.caller.kind,
      actor: call.caller.id,
      till_key: keyOf(call.caller),
      cents: amountCents,
      receipt: call.receiptNumber,
      debit: purse.accountId,
      credit: merchantAccountId,
    })),
  );
  // The very moment the void window is counted from, here and in the workflow.
  const at = now.toISOString();
  if (spends.some(({ hold }) => hold !== null)) {
    await tx.execute(sql`
      update voucher_holds set ended_as = 'confirmed', ended_at = ${at}
      from json_to_recordset(${rows}) as s(hold uuid) where voucher_holds.id = s.hold`);
  }
  await prepared(
    tx,
    'spend-redemptions',
    sql`
    insert into redemptions
      (id, voucher_id, merchant_id, shop_id, hold_id, actor_kind, actor_id, till_key_id, amount_cents, receipt_number, at)
    select id, voucher, merchant, shop, hold, kind, actor, till_key, cents, receipt, ${at}::timestamptz
    from json_to_recordset(${rows}) as s(id uuid, voucher uuid, merchant uuid, shop uuid, hold uuid, kind text, actor uuid,
      till_key uuid, cents bigint, receipt text)`,
  );
  await prepared(
    tx,
    'spend-transfers',
    sql`
    insert into transfers (id, kind, debit_account_id, credit_account_id, amount_cents, business_key)
    select transfer, 'redemption', debit, credit, cents, 'redemption:' || id
    from json_to_recordset(${rows}) as s(id uuid, transfer uuid, debit uuid, credit uuid, cents bigint)`,
  );
}

async function writeExhausted(tx: Queryable, spends: readonly Spend[], now: Date): Promise<void> {
  if (spends.length === 0) return;
  const versions = await tx
    .select({ id: programmeVersions.id, rules: programmeVersions.rules })
    .from(programmeVersions)
    .where(inArray(programmeVersions.id, [...new Set(spends.map(({ purse }) => purse.programmeVersionId))]));
  const laws = new Map(versions.map(({ id, rules }) => [id, rules]));
  await tx
    .update(vouchers)
    .set({ status: 'esaurito' })
    .where(
      inArray(
        vouchers.id,
        spends.map(({ purse }) => purse.voucherId),
      ),
    );
  await recordEvents(
    tx,
    spends.map(({ call, purse }) => {
      const law = laws.get(purse.programmeVersionId);
      if (!law) throw new Error('the law of an application is missing');
      const closesAt = after(now, law.terms.voidWindow).toISOString();
      return {
        application: purse.application,
        actor: call.caller,
        trace: call.trace,
        event: { kind: 'voucher-exhausted', closesAt },
      };
    }),
  );
}
