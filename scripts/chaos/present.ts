import type { Database } from '../../db/client';
import { inArray } from 'drizzle-orm';
import type { InvariantReport } from '../../db/queries/invariants';
import { applications } from '../../db/schema/applications';
import { sealedAnswers } from '../../db/sealing/columns';
import type { History } from './history';
import { unexplained, type Operation } from './linearizable';

/** Compares what was acknowledged with what the database holds, and what tills heard with what could have been. */
export async function compareHistory(db: Database, history: History): Promise<InvariantReport[]> {
  const missing = async (name: string, statement: string, wanted: readonly string[]) => {
    const { rows } = await db.$client.query<{ found: string }>(statement, [wanted]);
    const found = counted(rows.map((row) => row.found));
    const faults = [...new Set(wanted)].flatMap((each) => {
      const times = found.get(each) ?? 0;
      return times === 1 ? [] : [`${each} is there ${times} times`];
    });
    return { name, faults };
  };
  const sent = history.done('application sent');
  return [
    await missing(
      'every number that was acknowledged is in the register, once, for that application',
      `select r.application_id || ' ' || r.number || '/' || r.year as found from registrations r
       where r.application_id::text = any (select split_part(w, ' ', 1) from unnest($1::text[]) w)`,
      sent.map(({ applicationId, registrationNumber = '' }) => `${applicationId} ${registrationNumber}`),
    ),
    await missing(
      'every decision that was acknowledged stands, once',
      `select application_id || ' ' || outcome as found from decisions
       where application_id::text = any (select split_part(w, ' ', 1) from unnest($1::text[]) w)`,
      history.done('application decided').map(({ applicationId, as }) => `${applicationId} ${as}`),
    ),
    await missing(
      'every spend that was acknowledged stands, once',
      `select receipt_number || ' ' || id || ' ' || amount_cents as found from redemptions
       where receipt_number = any (select split_part(w, ' ', 1) from unnest($1::text[]) w)`,
      history
        .done('voucher spent')
        .map(({ receipt, redemptionId = '', amountCents }) => `${receipt} ${redemptionId} ${amountCents}`),
    ),
    await missing(
      'every void that was acknowledged stands',
      'select redemption_id::text as found from redemption_voids where redemption_id::text = any ($1)',
      history.done('spend voided').map(({ redemptionId }) => redemptionId),
    ),
    await missing(
      'every ticket that was acknowledged is there',
      'select id::text as found from tickets where id::text = any ($1)',
      history.done('ticket opened').map(({ ticketId }) => ticketId),
    ),
    await missing(
      'every word on a ticket that was acknowledged is there',
      'select id::text as found from ticket_messages where id::text = any ($1)',
      [...history.done('ticket answered'), ...history.done('ticket replied to')].map(
        (each) => each.messageId,
      ),
    ),
    { name: 'every draft holds the last words that were acknowledged', faults: await lostWords(db, history) },
    {
      name: 'no spend that was refused was made, and none was made twice',
      faults: await ghosts(db, history),
    },
    { name: 'the calls about each voucher are linearizable', faults: await outOfOrder(db, history) },
  ];
}

async function lostWords(db: Database, history: History): Promise<string[]> {
  const last = new Map(history.done('draft saved').map(({ applicationId, words }) => [applicationId, words]));
  const faults: string[] = [];
  const ids = [...last.keys()];
  for (let from = 0; from < ids.length; from += 500) {
    const page = await db
      .select({ id: applications.id, answers: applications.answers })
      .from(applications)
      .where(inArray(applications.id, ids.slice(from, from + 500)));
    const held = new Map(
      page.map(({ id, answers }) => [id, sealedAnswers.open(id, answers)['need.description']]),
    );
    // Nobody gives a draft up: what is saved last is acknowledged last.
    for (const id of ids.slice(from, from + 500))
      if (held.get(id) !== last.get(id)) faults.push(`draft ${id} holds ${held.get(id)}`);
  }
  return faults;
}

/** Each spend carries a number of its own: what nobody made, or was made more than once, shows by it. */
async function ghosts(db: Database, history: History): Promise<string[]> {
  const { rows } = await db.$client.query<{ receipt: string; times: number }>(
    'select receipt_number as receipt, count(*)::int as times from redemptions group by 1',
  );
  const outcomes = new Map(
    history.all.flatMap((each) => (each.act === 'voucher spent' ? [[each.receipt, each.outcome]] : [])),
  );
  return rows.flatMap(({ receipt, times }) => {
    const outcome = outcomes.get(receipt) ?? 'never asked for';
    return times === 1 && (outcome === 'done' || outcome === 'unknown')
      ? []
      : [`the spend ${receipt} was ${outcome} and is there ${times} times`];
  });
}

async function outOfOrder(db: Database, history: History): Promise<string[]> {
  const { rows } = await db.$client.query<{ code: string; issued: string }>(
    'select code, issued_cents as issued from vouchers',
  );
  const issued = new Map(rows.map((row) => [row.code, Number(row.issued)]));
  return [...operationsOf(history)].flatMap(([code, operations]) => {
    const words = unexplained(operations, issued.get(code) ?? 0);
    return words === null ? [] : [`voucher ${code}: ${words}`];
  });
}

/** What the tills asked of each voucher. Whoever was told to wait, or that a spend had been taken back, changed nothing. */
function operationsOf(history: History): Map<string, Operation[]> {
  const found = new Map<string, Operation[]>();
  for (const each of history.all) {
    if (!('code' in each)) continue;
    const { act, outcome, started, ended, balanceCents: told = null } = each;
    if (outcome === 'refused' && told === null) continue;
    const change =
      act === 'voucher checked' ? 0 : act === 'voucher spent' ? -each.amountCents : each.amountCents;
    if (act === 'voucher checked' && outcome !== 'done') continue;
    const operations = found.get(each.code) ?? [];
    operations.push({ name: act, change, outcome, told, started, ended });
    found.set(each.code, operations);
  }
  return found;
}

function counted(all: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const each of all) times.set(each, (times.get(each) ?? 0) + 1);
  return times;
}
