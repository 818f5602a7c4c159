import { desc, eq, inArray, sql } from 'drizzle-orm';
import type {
  RegisterEvidence,
  RegisterHousehold,
  RegisterIsee,
  RegisterName,
} from '../../domain/register/registers';
import type { Queryable } from '../client';
import { users } from '../schema/people';
import { inquiries, registerImports, registerIsees, registerResidents } from '../schema/registers';

/** The household somebody is registered in by the register that was brought in; null where they are not in it. */
export async function registeredHousehold(
  db: Queryable,
  fiscalCode: string,
): Promise<RegisterHousehold | null> {
  const households = db
    .select({ household: registerResidents.household })
    .from(registerResidents)
    .where(eq(registerResidents.fiscalCode, fiscalCode));
  const members = await db
    .select({
      fiscalCode: registerResidents.fiscalCode,
      familyName: registerResidents.familyName,
      givenName: registerResidents.givenName,
      birthDate: registerResidents.birthDate,
      relation: registerResidents.relation,
      municipality: registerResidents.municipality,
    })
    .from(registerResidents)
    .where(inArray(registerResidents.household, households))
    .orderBy(registerResidents.birthDate, registerResidents.fiscalCode);
  return members.length === 0 ? null : { members };
}

/** Somebody's ISEE by the list that was brought in; null where they are not in it. */
export async function registeredIsee(db: Queryable, fiscalCode: string): Promise<RegisterIsee | null> {
  const [found] = await db.select().from(registerIsees).where(eq(registerIsees.fiscalCode, fiscalCode));
  if (!found) return null;
  const { iseeCents, dsu, dsuOn, differs } = found;
  return { iseeCents, dsu, dsuOn, differs };
}

/** The inquiries about an application, the newest of each register. */
export async function lastInquiries(db: Queryable, applicationId: string) {
  return db
    .selectDistinctOn([inquiries.register])
    .from(inquiries)
    .where(eq(inquiries.applicationId, applicationId))
    .orderBy(inquiries.register, desc(inquiries.askedAt), desc(inquiries.id));
}

export type LastInquiry = Awaited<ReturnType<typeof lastInquiries>>[number];

/** What the registers know of an application: the newest answer of each, whatever was asked since. */
export async function registerEvidence(db: Queryable, applicationId: string): Promise<RegisterEvidence> {
  const answers = await db
    .selectDistinctOn([inquiries.register], { register: inquiries.register, found: inquiries.found })
    .from(inquiries)
    .where(
      sql`${eq(inquiries.applicationId, applicationId)} and ${inArray(inquiries.state, ['trovato', 'non trovato'])}`,
    )
    .orderBy(inquiries.register, desc(inquiries.askedAt), desc(inquiries.id));
  const of = (name: RegisterName) => answers.find(({ register }) => register === name)?.found ?? null;
  return { household: of('anagrafe') as RegisterHousehold | null, isee: of('isee') as RegisterIsee | null };
}

/** The files brought in as registers, newest first, with who brought them. */
export const recentImports = (db: Queryable) =>
  db
    .select({
      id: registerImports.id,
      register: registerImports.register,
      fileName: registerImports.fileName,
      rows: registerImports.rows,
      wrong: registerImports.wrong,
      faults: registerImports.faults,
      sha256: registerImports.sha256,
      at: registerImports.importedAt,
      by: sql<string>`${users.givenName} || ' ' || ${users.familyName}`,
    })
    .from(registerImports)
    .innerJoin(users, eq(users.id, registerImports.importedBy))
    .orderBy(desc(registerImports.importedAt))
    .limit(20);

export type RegisterImport = Awaited<ReturnType<typeof recentImports>>[number];
