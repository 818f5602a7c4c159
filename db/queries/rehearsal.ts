import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { verifiedFacts } from '../../domain/application/facts';
import { civilDate } from '../../domain/calendar';
import type { HouseholdFacts } from '../../domain/programme/facts';
import type { ProgrammeStatus } from '../../domain/programme/status';
import type { Queryable } from '../client';
import { applications, programmes, programmeVersions, registrations } from '../schema/applications';
import { programmeDrafts } from '../schema/programme-drafts';
import { sealedForm } from '../sealing/columns';
import { helpedBeforeOf } from './helped-before';
import { registerEvidenceOf } from './registers';

/** What there is to rehearse with: a programme, whether it has a version in force, and whether one is being written. */
export interface RehearsalProgramme {
  id: string;
  name: string;
  status: ProgrammeStatus;
  inForce: boolean;
  draft: boolean;
}

/** Every programme by name, as what is being written calls it where nothing was published. */
export function rehearsalProgrammes(db: Queryable): Promise<RehearsalProgramme[]> {
  const inForce = sql<boolean>`exists (select from ${programmeVersions} v where v.programme_id = ${programmes.id})`;
  const name = sql<string>`coalesce(nullif(${programmes.name}, ''), ${programmeDrafts.fields} ->> 'name', '')`;
  return db
    .select({
      id: programmes.id,
      name,
      status: programmes.status,
      inForce,
      draft: sql<boolean>`${programmeDrafts.programmeId} is not null`,
    })
    .from(programmes)
    .leftJoin(programmeDrafts, eq(programmeDrafts.programmeId, programmes.id))
    .orderBy(asc(name), asc(programmes.id));
}

/** Applications read at a time: other work goes on between one part and the next. */
const pageSize = 100;

/**
 * The households of the applications that were sent for a programme, as they are judged (`commands/application/evaluate.ts`)
 * and nothing else of them: neither who they are nor which application it was. In the order of the register; withdrawn and
 * annulled ones are no requests any more, and of erased ones nothing is known.
 *
 * @param most where there are more, so many of them, always the same
 * @returns `of`: how many there are
 */
export async function pastFacts(
  db: Queryable,
  programmeId: string,
  most: number,
): Promise<{ facts: HouseholdFacts[]; of: number }> {
  const sent = and(
    eq(applications.programmeId, programmeId),
    inArray(applications.status, ['presentata', 'approvata', 'respinta']),
    isNotNull(applications.form),
    isNull(applications.erasedAt),
  );
  const [all] = await db.select({ of: count() }).from(applications).where(sent);
  const chosen = db
    .select({ id: applications.id })
    .from(applications)
    .where(sent)
    // Scattered over the whole call, and by nothing that says anything of a household.
    .orderBy(sql`md5(${applications.id}::text)`)
    .limit(most)
    .as('chosen');
  const inRegister = await db
    .select({ id: chosen.id, at: registrations.registeredAt })
    .from(chosen)
    .innerJoin(registrations, eq(registrations.applicationId, chosen.id))
    .orderBy(asc(registrations.year), asc(registrations.number));
  const facts: HouseholdFacts[] = [];
  for (let from = 0; from < inRegister.length; from += pageSize) {
    facts.push(...(await factsOf(db, inRegister.slice(from, from + pageSize))));
  }
  return { facts, of: all?.of ?? 0 };
}

async function factsOf(db: Queryable, page: readonly { id: string; at: Date }[]): Promise<HouseholdFacts[]> {
  const ids = page.map(({ id }) => id);
  const rows = await db
    .select({ id: applications.id, form: applications.form })
    .from(applications)
    .where(inArray(applications.id, ids));
  const forms = new Map(rows.map(({ id, form }) => [id, form]));
  const helped = await helpedBeforeOf(db, ids);
  const evidence = await registerEvidenceOf(db, ids);
  return page.flatMap(({ id, at }) => {
    const form = sealedForm.open(id, forms.get(id) ?? null);
    const known = { helpedBefore: helped.get(id) ?? null, needsMedicines: null };
    return form ? [verifiedFacts(form, civilDate(at), evidence(id), known)] : [];
  });
}
