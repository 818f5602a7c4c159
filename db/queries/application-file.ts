import { asc, eq } from 'drizzle-orm';
import type { Relation } from '../../domain/application/relation';
import { may } from '../../domain/permissions';
import { isSimplified, type Actor } from '../../domain/roles';
import { rulesByMandate } from '../../domain/programme/documents';
import type { Queryable } from '../client';
import {
  applicationEvents,
  applications,
  decisions,
  programmes,
  programmeVersions,
  registrations,
} from '../schema/applications';
import { accounts, redemptions, redemptionVoids, vouchers } from '../schema/ledger';
import { shops } from '../schema/merchants';
import { openApplicationRow, openDecisionRow } from '../sealing/columns';
import { mandateProofOf } from './filed-for';
import { relationTo } from './relation';

/** An application with all that its pages show, whoever asks: callers prove before that they may. */
export async function applicationFile(db: Queryable, applicationId: string) {
  const [file] = await db
    .select({
      application: applications,
      programme: { id: programmes.id, name: programmes.name, slug: programmes.slug },
      rules: programmeVersions.rules,
      version: programmeVersions.version,
      registration: registrations,
      voucher: vouchers,
      balanceCents: accounts.balanceCents,
    })
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .leftJoin(registrations, eq(registrations.applicationId, applications.id))
    .leftJoin(vouchers, eq(vouchers.applicationId, applications.id))
    .leftJoin(accounts, eq(accounts.id, vouchers.accountId))
    .where(eq(applications.id, applicationId));
  return file ? { ...file, application: openApplicationRow(file.application) } : null;
}

export type ApplicationFile = NonNullable<Awaited<ReturnType<typeof applicationFile>>>;

/**
 * An application as whoever may compile or follow it sees it, with what it is to them; somebody else's does not exist for
 * them. The paper of a mandate is among the documents where it has to be attached. The voucher is the citizen's own, and only with more than the first part of a PIN.
 */
export async function filedApplication(
  db: Queryable,
  actor: Actor,
  applicationId: string,
): Promise<{ file: ApplicationFile; relation: Relation } | null> {
  const found = await applicationFile(db, applicationId);
  const relation = found ? await relationTo(db, actor, found.application) : 'none';
  if (!found || relation === 'none' || !may(actor, 'application.read', true)) return null;
  const proof = await mandateProofOf(db, found.application);
  const file = { ...found, rules: rulesByMandate(found.rules, proof) };
  return { file: isSimplified(actor) || !isCitizen(actor) ? withoutVoucher(file) : file, relation };
}

const isCitizen = (actor: Actor): boolean => actor.kind === 'user' && actor.role === 'cittadino';

const withoutVoucher = (file: ApplicationFile): ApplicationFile => ({
  ...file,
  voucher: null,
  balanceCents: null,
});

/** When the application was sent whose data a draft was filled with; null where there was none. */
export async function sourceOfDraft(db: Queryable, applicationId: string): Promise<Date | null> {
  const [source] = await db
    .select({ registeredAt: registrations.registeredAt })
    .from(applications)
    .innerJoin(registrations, eq(registrations.applicationId, applications.prefilledFrom))
    .where(eq(applications.id, applicationId));
  return source?.registeredAt ?? null;
}

/** The decisions on an application, oldest first ("Valutazioni"). */
export async function decisionsOn(db: Queryable, applicationId: string) {
  const rows = await db
    .select()
    .from(decisions)
    .where(eq(decisions.applicationId, applicationId))
    .orderBy(asc(decisions.decidedAt));
  return rows.map(openDecisionRow);
}

/** What happened to an application, oldest first. */
export const eventsOf = (db: Queryable, applicationId: string) =>
  db
    .select({ number: applicationEvents.number, kind: applicationEvents.kind, at: applicationEvents.at })
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, applicationId))
    .orderBy(asc(applicationEvents.number));

/** The spends of a voucher, oldest first, each with its shop and, if taken back, when. */
export const spendsOf = (db: Queryable, voucherId: string) =>
  db
    .select({
      id: redemptions.id,
      at: redemptions.at,
      amountCents: redemptions.amountCents,
      shop: shops.name,
      voidedAt: redemptionVoids.at,
    })
    .from(redemptions)
    .innerJoin(shops, eq(shops.id, redemptions.shopId))
    .leftJoin(redemptionVoids, eq(redemptionVoids.redemptionId, redemptions.id))
    .where(eq(redemptions.voucherId, voucherId))
    .orderBy(asc(redemptions.at));
