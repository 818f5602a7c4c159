import { and, eq, isNull } from 'drizzle-orm';
import { writeRegistration } from '../../domain/application/registration';
import type { DrawSeed } from '../../domain/draw';
import type { Queryable } from '../client';
import { applications, programmes, registrations } from '../schema/applications';
import { programmeDraws } from '../schema/rankings';

/** What everybody may know of a programme's draw. */
export interface Draw {
  /** SHA-256 of the secret, in hexadecimal. */
  commitment: string;
  committedAt: Date;
  /** Secret and public number, once the draw was made. */
  made: (DrawSeed & { at: Date }) | null;
}

/** The draw of a programme; null where there is none. */
export async function drawOf(db: Queryable, programmeId: string): Promise<Draw | null> {
  const [found] = await db.select().from(programmeDraws).where(eq(programmeDraws.programmeId, programmeId));
  if (!found) return null;
  const { commitment, committedAt, toldSecret: secret, publicNumber, drawnAt: at } = found;
  const made = secret !== null && publicNumber !== null && at !== null ? { secret, publicNumber, at } : null;
  return { commitment, committedAt, made };
}

/** Whether a programme has a draw that was not made yet: until then nobody can tell its equals apart. */
export async function isDrawAwaited(db: Queryable, programmeId: string): Promise<boolean> {
  const rows = await db
    .select({ id: programmeDraws.programmeId })
    .from(programmeDraws)
    .where(and(eq(programmeDraws.programmeId, programmeId), isNull(programmeDraws.drawnAt)));
  return rows.length > 0;
}

/** The draw of the programme of an application, with the programme's address; null where there is none. */
export async function drawBehind(
  db: Queryable,
  applicationId: string,
): Promise<{ slug: string; draw: Draw } | null> {
  const [programme] = await db
    .select({ id: programmes.id, slug: programmes.slug })
    .from(applications)
    .innerJoin(programmes, eq(programmes.id, applications.programmeId))
    .where(eq(applications.id, applicationId));
  const draw = programme ? await drawOf(db, programme.id) : null;
  return programme && draw ? { slug: programme.slug, draw } : null;
}

/** The slugs of the programmes whose equals are drawn. */
export async function programmesWithDraw(db: Queryable): Promise<Set<string>> {
  const rows = await db
    .select({ slug: programmes.slug })
    .from(programmeDraws)
    .innerJoin(programmes, eq(programmes.id, programmeDraws.programmeId));
  return new Set(rows.map(({ slug }) => slug));
}

/** Every protocol number of a programme, in no order. */
export async function registrationsOf(db: Queryable, programmeId: string): Promise<string[]> {
  const rows = await db
    .select({ number: registrations.number, year: registrations.year })
    .from(registrations)
    .innerJoin(applications, eq(applications.id, registrations.applicationId))
    .where(eq(applications.programmeId, programmeId));
  return rows.map(writeRegistration);
}

/** Whether a protocol number is of an application of the programme. */
export async function isRegisteredIn(
  db: Queryable,
  programmeId: string,
  { number, year }: { number: number; year: number },
): Promise<boolean> {
  const rows = await db
    .select({ id: registrations.applicationId })
    .from(registrations)
    .innerJoin(applications, eq(applications.id, registrations.applicationId))
    .where(
      and(
        eq(applications.programmeId, programmeId),
        eq(registrations.number, number),
        eq(registrations.year, year),
      ),
    );
  return rows.length > 0;
}
