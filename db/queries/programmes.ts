import { asc, desc, eq, sql } from 'drizzle-orm';
import { nextWindow, openWindow } from '../../domain/programme/terms';
import type { ProgrammeRules, SubmissionWindow } from '../../domain/programme/rules';
import type { Queryable } from '../client';
import { databaseNow } from './clock';
import { programmes, programmeVersions } from '../schema/applications';
import { accounts } from '../schema/ledger';

export interface ProgrammeTile {
  id: string;
  slug: string;
  name: string;
  icon: string;
  /** The citizens' window that is open now, or null. */
  openWindow: SubmissionWindow | null;
  /** The citizens' next window still to open, or null. */
  nextWindow: SubmissionWindow | null;
}

/** The active programmes by the order of the portal, each with its newest version's window for citizens. */
export async function activeProgrammes(db: Queryable): Promise<ProgrammeTile[]> {
  const now = await databaseNow(db);
  const rows = await newestVersions(db);
  return rows
    .filter(({ status }) => status === 'attivo')
    .map(({ id, slug, name, icon, rules }) => ({
      id,
      slug,
      name,
      icon,
      openWindow: openWindow(rules, 'cittadino', now),
      nextWindow: nextWindow(rules, 'cittadino', now),
    }));
}

export interface ProgrammeBudget {
  id: string;
  slug: string;
  name: string;
  status: 'attivo' | 'chiuso';
  version: number;
  rules: ProgrammeRules;
  /** What the fund still holds: allocated and not committed to any voucher. */
  residualCents: number;
}

/** All programmes with the money left in their funds, for the office. */
export async function programmeBudgets(db: Queryable): Promise<ProgrammeBudget[]> {
  const rows = await newestVersions(db);
  const funds = await db.select().from(accounts).where(eq(accounts.kind, 'fund'));
  const balances = new Map(funds.map(({ ownerId, balanceCents }) => [ownerId, balanceCents]));
  return rows.map((row) => ({ ...row, residualCents: balances.get(row.id) ?? 0 }));
}

function newestVersions(db: Queryable) {
  const newest = db
    .selectDistinctOn([programmeVersions.programmeId])
    .from(programmeVersions)
    .orderBy(programmeVersions.programmeId, desc(programmeVersions.version))
    .as('newest');
  return db
    .select({
      id: programmes.id,
      slug: programmes.slug,
      name: programmes.name,
      icon: programmes.icon,
      status: programmes.status,
      version: newest.version,
      rules: newest.rules,
    })
    .from(programmes)
    .innerJoin(newest, eq(newest.programmeId, programmes.id))
    .orderBy(asc(programmes.position), asc(sql`${programmes.name}`));
}
