import { createHash } from 'node:crypto';
import { and, asc, eq, gt } from 'drizzle-orm';
import { verifiedFacts } from '../../domain/application/facts';
import { civilDate } from '../../domain/calendar';
import type { Cents } from '../../domain/money';
import { sharePercent, shareOut } from '../../domain/programme/amounts';
import { evaluate } from '../../domain/programme/evaluation';
import type { Queryable } from '../client';
import { applications, programmeVersions, registrations } from '../schema/applications';
import { shares } from '../schema/budget';
import { accounts } from '../schema/ledger';
import { sealedForm } from '../sealing/columns';
import { helpedBeforeOf } from './helped-before';
import { registerEvidenceOf } from './registers';

/** A household's part in the sharing out. */
export interface ShareRow {
  applicationId: string;
  year: number;
  number: number;
  members: number;
  /** What each member counts for, in hundredths. */
  percent: number;
  /** The office has still to find something out; the money is set aside for it. */
  toCheck: boolean;
  amountCents: Cents;
}

export interface ShareOut {
  fundCents: Cents;
  rows: ShareRow[];
  /** What the rounding leaves. */
  restCents: Cents;
  /** Tells whether what was looked at is still what would be written. */
  fingerprint: string;
}

const pageSize = 1000;

/** How the fund of a programme would be shared out among the presented applications that are admissible. */
export async function shareOutNow(db: Queryable, programmeId: string): Promise<ShareOut> {
  const [fund] = await db
    .select({ balanceCents: accounts.balanceCents })
    .from(accounts)
    .where(and(eq(accounts.kind, 'fund'), eq(accounts.ownerId, programmeId)));
  const fundCents = fund?.balanceCents ?? 0;
  const households = await householdsOf(db, programmeId);
  const amounts = shareOut(fundCents, households);
  const rows = households.map((household, index) => ({ ...household, amountCents: amounts[index] ?? 0 }));
  const shared = amounts.reduce((sum, amount) => sum + amount, 0);
  return {
    fundCents,
    rows,
    restCents: fundCents - shared,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([fundCents, rows]))
      .digest('hex'),
  };
}

/** The shares that were set, in the order of the register. */
export const sharesOf = (db: Queryable, programmeId: string) =>
  db
    .select({
      applicationId: shares.applicationId,
      year: registrations.year,
      number: registrations.number,
      members: shares.members,
      percent: shares.percent,
      amountCents: shares.amountCents,
      setAt: shares.setAt,
    })
    .from(shares)
    .innerJoin(registrations, eq(registrations.applicationId, shares.applicationId))
    .where(eq(shares.programmeId, programmeId))
    .orderBy(asc(registrations.year), asc(registrations.number));

/** Whether the shares of a programme were set. */
export async function areSharesSet(db: Queryable, programmeId: string): Promise<boolean> {
  const rows = await db
    .select({ id: shares.applicationId })
    .from(shares)
    .where(eq(shares.programmeId, programmeId))
    .limit(1);
  return rows.length > 0;
}

/**
 * Judges the presented applications by the rules each is pinned to and by what is known of them, as their decision will
 * (`commands/application/evaluate.ts`), in the order of the register.
 */
async function householdsOf(db: Queryable, programmeId: string): Promise<Omit<ShareRow, 'amountCents'>[]> {
  const households: Omit<ShareRow, 'amountCents'>[] = [];
  for (let after = ''; ;) {
    const page = await db
      .select({
        id: applications.id,
        form: applications.form,
        rules: programmeVersions.rules,
        year: registrations.year,
        number: registrations.number,
        registeredAt: registrations.registeredAt,
      })
      .from(applications)
      .innerJoin(registrations, eq(registrations.applicationId, applications.id))
      .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
      .where(
        and(
          eq(applications.programmeId, programmeId),
          eq(applications.status, 'presentata'),
          after === '' ? undefined : gt(applications.id, after),
        ),
      )
      .orderBy(asc(applications.id))
      .limit(pageSize);
    const ids = page.map(({ id }) => id);
    const [helped, evidenceOf] = [await helpedBeforeOf(db, ids), await registerEvidenceOf(db, ids)];
    for (const { id: applicationId, form: sealed, rules, year, number, registeredAt } of page) {
      const form = sealedForm.open(applicationId, sealed);
      if (!form) continue;
      const known = { helpedBefore: helped.get(applicationId) ?? null, needsMedicines: null };
      const facts = verifiedFacts(form, civilDate(registeredAt), evidenceOf(applicationId), known);
      const { admissible, tier } = evaluate(rules, facts);
      const percent = sharePercent(rules.amounts, tier?.percent ?? 100, registeredAt);
      if (admissible === 'fails' || percent === 0) continue;
      const members = facts.people.length;
      households.push({ applicationId, year, number, members, percent, toCheck: admissible === 'unknown' });
    }
    const last = page.at(-1);
    if (page.length < pageSize || !last) break;
    after = last.id;
  }
  return households.sort((one, other) => one.year - other.year || one.number - other.number);
}
