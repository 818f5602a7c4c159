import { and, asc, eq, sql } from 'drizzle-orm';
import { writeRegistration } from '../../../domain/application/registration';
import type { Benefit, RecoveryState } from '../../../domain/control/recovery';
import type { Cents } from '../../../domain/money';
import type { Queryable } from '../../client';
import { recoverySteps } from '../../schema/control';
import { vouchers } from '../../schema/ledger';
import { users } from '../../schema/people';
import { voucherActs } from '../../schema/voucher-acts';
import { sealedRecoveryNote } from '../../sealing/columns';
import { databaseNow } from '../clock';
import { refillableUntil } from '../voucher-file';

/** How the benefit of an application stands, by its voucher and by the ledger. */
export async function benefitOf(db: Queryable, applicationId: string): Promise<Benefit> {
  const [voucher] = await db
    .select({ status: vouchers.status })
    .from(vouchers)
    .where(eq(vouchers.applicationId, applicationId));
  const [revoked] = await db
    .select({ id: voucherActs.id })
    .from(voucherActs)
    .where(and(eq(voucherActs.applicationId, applicationId), eq(voucherActs.act, 'revoke')));
  const until = await refillableUntil(db, applicationId);
  return {
    status: revoked ? 'revocato' : (voucher?.status ?? null),
    closed: until !== null && until <= (await databaseNow(db)),
    spentCents: await spentOf(db, applicationId),
  };
}

/** What the ledger says was spent of an application's voucher and was not taken back. */
async function spentOf(db: Queryable, applicationId: string): Promise<Cents> {
  const { rows } = await db.execute<{ spent: string }>(sql`
    select coalesce(sum(case when t.debit_account_id = a.id then t.amount_cents else -t.amount_cents end), 0) as spent
    from accounts a
    join transfers t on t.debit_account_id = a.id and t.kind = 'redemption'
      or t.credit_account_id = a.id and t.kind = 'void'
    where a.kind = 'voucher' and a.owner_id = ${applicationId}`);
  return Number(rows[0]?.spent ?? 0);
}

/** The steps of the recovery of an application, oldest first. */
export async function recoveryStepsOf(db: Queryable, applicationId: string) {
  const rows = await db
    .select({
      number: recoverySteps.number,
      state: recoverySteps.state,
      day: recoverySteps.day,
      amountCents: recoverySteps.amountCents,
      note: recoverySteps.note,
      at: recoverySteps.at,
      by: sql<string>`${users.givenName} || ' ' || ${users.familyName}`,
    })
    .from(recoverySteps)
    .innerJoin(users, eq(users.id, recoverySteps.recordedBy))
    .where(eq(recoverySteps.applicationId, applicationId))
    .orderBy(asc(recoverySteps.number));
  return rows.map(({ note, ...row }) => ({
    ...row,
    note: sealedRecoveryNote.open(`${applicationId}/${row.number}`, note),
  }));
}

export type RecoveryStep = Awaited<ReturnType<typeof recoveryStepsOf>>[number];

/** A recovery as its last step leaves it. */
export interface Recovery {
  applicationId: string;
  sampleId: string;
  programme: string;
  /** As on the receipt: `11625/2021`. */
  registration: string;
  state: RecoveryState;
  amountCents: Cents;
  /** Civil day `YYYY-MM-DD` of the last step, and of the first. */
  day: string;
  openedOn: string;
}

/** Every recovery, the newest first. */
export async function recoveryList(db: Queryable): Promise<Recovery[]> {
  const { rows } = await db.execute<{
    application_id: string;
    sample_id: string;
    programme: string;
    number: number;
    year: number;
    state: RecoveryState;
    amount_cents: string;
    day: string;
    opened_on: string;
  }>(sql`
    select f.application_id, c.sample_id, p.name as programme, g.number, g.year, l.state, l.amount_cents,
      l.day::text as day, f.day::text as opened_on
    from recovery_steps f
    join lateral (select * from recovery_steps s
      where s.application_id = f.application_id order by s.number desc limit 1) as l on true
    join declaration_checks c on c.application_id = f.application_id
    join applications a on a.id = f.application_id
    join programmes p on p.id = a.programme_id
    join registrations g on g.application_id = f.application_id
    where f.number = 1
    order by f.at desc, f.application_id`);
  return rows.map((row) => ({
    applicationId: row.application_id,
    sampleId: row.sample_id,
    programme: row.programme,
    registration: writeRegistration(row),
    state: row.state,
    amountCents: Number(row.amount_cents),
    day: row.day,
    openedOn: row.opened_on,
  }));
}
