import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type {
  RegisterEvidence,
  RegisterHousehold,
  RegisterIsee,
  RegisterName,
  RegisterPerson,
} from '../../domain/register/registers';
import type { Queryable } from '../client';
import { hashesOf } from '../hash-key';
import { users } from '../schema/people';
import { inquiries, registerImports, registerIsees, registerResidents } from '../schema/registers';
import { sealedInquiry, sealedIsee, sealedResident } from '../sealing/columns';

/** The household somebody is registered in by the register that was brought in; null where they are not in it. */
export async function registeredHousehold(
  db: Queryable,
  fiscalCode: string,
): Promise<RegisterHousehold | null> {
  const { of } = await hashesOf(db);
  const households = db
    .select({ household: registerResidents.household })
    .from(registerResidents)
    .where(eq(registerResidents.fiscalCode, of('register', fiscalCode).toString('hex')));
  const rows = await db
    .select()
    .from(registerResidents)
    .where(inArray(registerResidents.household, households));
  if (rows.length === 0) return nobodyIn(db, registerResidents);
  const members = rows.flatMap((row) => {
    const opened = sealedResident.open(row.fiscalCode, row.sealed);
    if (opened === null) return [];
    const { household: _number, ...person } = opened;
    return [person];
  });
  return { members: members.sort(byAge) };
}

/** Somebody is not in a register; while rows of it are still to be sealed, that is not known. */
async function nobodyIn(
  db: Queryable,
  register: typeof registerResidents | typeof registerIsees,
): Promise<null> {
  const toSeal = await db
    .select({ code: register.fiscalCode })
    .from(register)
    .where(isNull(register.sealed))
    .limit(1);
  if (toSeal.length > 0) throw new Error('the register is still being sealed: try again');
  return null;
}

/** The eldest first. */
function byAge(one: RegisterPerson, other: RegisterPerson): number {
  const [first, second] = [one, other].map(({ birthDate, fiscalCode }) => `${birthDate} ${fiscalCode}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

/** Somebody's ISEE by the list that was brought in; null where they are not in it. */
export async function registeredIsee(db: Queryable, fiscalCode: string): Promise<RegisterIsee | null> {
  const hash = (await hashesOf(db)).of('register', fiscalCode).toString('hex');
  const [found] = await db.select().from(registerIsees).where(eq(registerIsees.fiscalCode, hash));
  const isee = found ? sealedIsee.open(hash, found.sealed) : null;
  if (isee === null) return nobodyIn(db, registerIsees);
  const { iseeCents, dsu, dsuOn, differs } = isee;
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
export const registerEvidence = async (db: Queryable, applicationId: string): Promise<RegisterEvidence> =>
  (await registerEvidenceOf(db, [applicationId]))(applicationId);

/** The same of many applications at once, by their ids. */
export async function registerEvidenceOf(
  db: Queryable,
  applicationIds: readonly string[],
): Promise<(applicationId: string) => RegisterEvidence> {
  const answers = await db
    .selectDistinctOn([inquiries.applicationId, inquiries.register], {
      id: inquiries.id,
      applicationId: inquiries.applicationId,
      register: inquiries.register,
      found: inquiries.found,
    })
    .from(inquiries)
    .where(
      and(
        inArray(inquiries.applicationId, [...applicationIds]),
        inArray(inquiries.state, ['trovato', 'non trovato']),
      ),
    )
    .orderBy(inquiries.applicationId, inquiries.register, desc(inquiries.askedAt), desc(inquiries.id));
  const found = new Map(answers.map((answer) => [`${answer.applicationId} ${answer.register}`, answer]));
  return (applicationId) => {
    const of = (name: RegisterName) => {
      const answer = found.get(`${applicationId} ${name}`);
      return answer ? sealedInquiry.open(answer.id, answer.found) : null;
    };
    return { household: of('anagrafe') as RegisterHousehold | null, isee: of('isee') as RegisterIsee | null };
  };
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
