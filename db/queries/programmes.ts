import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { writeRegistration } from '../../domain/application/registration';
import { closingForGood, nextWindow, openWindow } from '../../domain/programme/terms';
import type { ProgrammeRules, Opening } from '../../domain/programme/rules';
import type { ProgrammeStatus } from '../../domain/programme/status';
import type { AccessLevel } from '../../domain/roles';
import type { Queryable } from '../client';
import { databaseNow } from './clock';
import { applications, programmes, programmeVersions } from '../schema/applications';
import { accounts } from '../schema/ledger';

export interface ProgrammeTile {
  id: string;
  slug: string;
  name: string;
  icon: string;
  /** The citizens' window that is open now, or null. */
  openWindow: Opening | null;
  /** The citizens' next window still to open, or null. */
  nextWindow: Opening | null;
  /** When the citizens' window that is open now closes for good, or null. */
  closesAt: Date | null;
}

/** The active programmes by the order of the portal, each with its newest version's window for citizens. */
export async function activeProgrammes(db: Queryable): Promise<ProgrammeTile[]> {
  const now = await databaseNow(db);
  const rows = await newestVersions(db);
  return rows
    .filter(({ status }) => status === 'attivo')
    .map(({ id, slug, name, icon, rules }) => ({ id, slug, name, icon, ...citizensWindows(rules, now) }));
}

export interface ProgrammeSheet extends ProgrammeTile {
  /** The rules in force: the newest version's. */
  rules: ProgrammeRules;
  /** The database's time at which the windows were judged. */
  now: Date;
}

/** An active programme as its own page tells it, or null. */
export async function programmeSheet(db: Queryable, slug: string): Promise<ProgrammeSheet | null> {
  const now = await databaseNow(db);
  const row = (await newestVersions(db)).find((each) => each.slug === slug && each.status === 'attivo');
  return row ? sheetOf(row, now) : null;
}

/** A programme as its page would tell it at a moment, in force or not. */
export const sheetOf = (
  { id, slug, name, icon, rules }: Pick<ProgrammeSheet, 'id' | 'slug' | 'name' | 'icon' | 'rules'>,
  now: Date,
): ProgrammeSheet => ({ id, slug, name, icon, rules, now, ...citizensWindows(rules, now) });

/** Whether the citizen has a draft for the programme: there is never more than one. */
export async function hasDraft(db: Queryable, citizenId: string, programmeId: string): Promise<boolean> {
  const rows = await db
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.citizenId, citizenId),
        eq(applications.programmeId, programmeId),
        eq(applications.status, 'bozza'),
      ),
    );
  return rows.length > 0;
}

/**
 * The citizen's own applications that stand with the office or were approved, for a programme; in the simplified mode
 * those opened in it alone. While one stands, nobody of its household can be in another.
 */
export async function standingApplications(
  db: Queryable,
  citizenId: string,
  programmeId: string,
  level: AccessLevel = 'full',
): Promise<{ id: string; registration: string }[]> {
  const rows = await db
    .select({
      id: applications.id,
      number: applications.registrationNumber,
      year: applications.registrationYear,
    })
    .from(applications)
    .where(
      and(
        eq(applications.citizenId, citizenId),
        eq(applications.programmeId, programmeId),
        inArray(applications.status, ['presentata', 'approvata']),
        ...(level === 'simplified' ? [eq(applications.openedLevel, 'simplified')] : []),
      ),
    )
    .orderBy(asc(applications.id));
  return rows.flatMap(({ id, number, year }) =>
    number === null || year === null ? [] : [{ id, registration: writeRegistration({ number, year }) }],
  );
}

function citizensWindows(
  rules: ProgrammeRules,
  now: Date,
): Pick<ProgrammeTile, 'openWindow' | 'nextWindow' | 'closesAt'> {
  return {
    openWindow: openWindow(rules, 'cittadino', now),
    nextWindow: nextWindow(rules, 'cittadino', now),
    closesAt: closingForGood(rules, 'cittadino', now),
  };
}

export interface ProgrammeBudget {
  id: string;
  slug: string;
  name: string;
  status: ProgrammeStatus;
  version: number;
  rules: ProgrammeRules;
  /** What the fund still holds: allocated and not committed to any voucher. */
  residualCents: number;
  /** What it left when it was closed (economie). */
  savedCents: number;
}

/** All programmes with the money left in their funds, for the office. */
export async function programmeBudgets(db: Queryable): Promise<ProgrammeBudget[]> {
  const rows = await newestVersions(db);
  const left = await db
    .select()
    .from(accounts)
    .where(inArray(accounts.kind, ['fund', 'savings']));
  const balanceOf = (programmeId: string, kind: 'fund' | 'savings'): number =>
    left.find((account) => account.ownerId === programmeId && account.kind === kind)?.balanceCents ?? 0;
  return rows.map((row) => ({
    ...row,
    residualCents: balanceOf(row.id, 'fund'),
    savedCents: balanceOf(row.id, 'savings'),
  }));
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
