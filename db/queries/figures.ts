import { count, ne, sql, sum } from 'drizzle-orm';
import { waitingPhase } from '../../domain/application/phase';
import type { ApplicationStatus } from '../../domain/application/status';
import type { MessageChannel } from '../../domain/messages';
import { goneAfterSeconds } from '../../domain/waiting-room/queue';
import type { Queryable } from '../client';
import { programmes } from '../schema/applications';
import { standingDays } from '../schema/budget';
import { vouchers } from '../schema/ledger';
import { budgets } from './budget';
import { failedCount } from './failed-messages';
import { relayLag } from './relay-lag';

/** Within so many days a term that is not met yet is at risk. */
const riskDays = 3;

/** What whoever watches over the service looks at: numbers alone, none of them about one person. Amounts in cents. */
export async function figures(db: Queryable) {
  // One after the other: in a crowd a look takes one connection, not eight.
  return {
    relay: await relayLag(db),
    terms: await termsAtRisk(db),
    applications: await applicationsByStatus(db),
    vouchers: await db
      .select({ status: vouchers.status, vouchers: count() })
      .from(vouchers)
      .groupBy(vouchers.status),
    queued: await queuedMessages(db),
    failedMessages: await failedCount(db),
    waitingRoom: await waitingPeople(db),
    funds: await programmeFunds(db),
  };
}

async function applicationsByStatus(
  db: Queryable,
): Promise<{ status: ApplicationStatus; applications: number }[]> {
  const rows = await db
    .select({ status: standingDays.status, applications: sum(standingDays.applications) })
    .from(standingDays)
    .groupBy(standingDays.status);
  return rows.map(({ status, applications }) => ({
    status: status as ApplicationStatus,
    applications: Number(applications ?? 0),
  }));
}

/** Applications whose term for the decision runs and is over, or is within `riskDays`; it stands still while others are waited for. */
async function termsAtRisk(db: Queryable): Promise<{ overdue: number; soon: number }> {
  const { rows } = await db.execute<{ overdue: number; soon: number }>(sql`
    select count(*) filter (where decide_by < now())::int as overdue,
      count(*) filter (where decide_by >= now())::int as soon
    from applications
    where phase is not null and phase <> ${waitingPhase}
      and decide_by < now() + make_interval(days => ${riskDays}::integer)`);
  return rows[0] ?? { overdue: 0, soon: 0 };
}

/** Messages that have not left yet, by channel, and since when the oldest of them waits. */
async function queuedMessages(
  db: Queryable,
): Promise<{ channel: MessageChannel; messages: number; oldestSeconds: number }[]> {
  const { rows } = await db.execute<{ channel: MessageChannel; messages: number; oldestSeconds: number }>(sql`
    select channel, count(*)::int as messages,
      extract(epoch from now() - min(created_at))::float8 as "oldestSeconds"
    from messages where status = 'in coda' group by channel`);
  return rows;
}

/** Who has asked lately and was not called yet; beyond the horizon, who is thought to wait as far as those before it tell. */
async function waitingPeople(db: Queryable): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(sql`
    select (count(*) filter (where turn <= horizon)
      + greatest(count(*) filter (where turn > horizon), max(beyond)))::int as waiting
    from waiting_turns,
      (select called, horizon,
        density * greatest(0, extract(epoch from now()) - horizon / 1000000.0)::float8 as beyond
      from waiting_room) as room
    where turn > called
      and seen_at > now() - make_interval(secs => ${goneAfterSeconds}::integer)`);
  return rows[0]?.waiting ?? 0;
}

/** What each programme that is not closed was allotted and what its fund still holds: that of a closed one is empty for good. */
async function programmeFunds(
  db: Queryable,
): Promise<{ programme: string; allocatedCents: number; residualCents: number }[]> {
  const known = await budgets(db);
  const named = await db
    .select({ id: programmes.id, slug: programmes.slug })
    .from(programmes)
    .where(ne(programmes.status, 'chiuso'));
  return named.flatMap(({ id, slug }) => {
    const budget = known.get(id);
    return budget ? [{ programme: slug, ...budget }] : [];
  });
}
