import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { ApplicationForm } from '../../domain/application/answers';
import { declaredFacts } from '../../domain/application/facts';
import { civilDate } from '../../domain/calendar';
import { figureIn, type DrawSeed } from '../../domain/draw';
import { evaluate } from '../../domain/programme/evaluation';
import type { Evaluation } from '../../domain/programme/evaluation';
import { rankingLines, type Contender, type RankingLine } from '../../domain/programme/published-ranking';
import type { ProgrammeRules } from '../../domain/programme/rules';
import type { Queryable } from '../client';
import {
  applications,
  decisions,
  programmes,
  programmeVersions,
  registrations,
} from '../schema/applications';
import { publishedRankings } from '../schema/rankings';
import { sealedDecision, sealedForm } from '../sealing/columns';
import { drawOf } from './draws';

/** A programme with its newest rules, or null. */
async function programmeWith(db: Queryable, slug: string) {
  // What no address of a programme can be is not asked for: the database takes no NUL.
  if (!/^[\w-]+$/.test(slug)) return null;
  const [found] = await db
    .select({
      id: programmes.id,
      slug: programmes.slug,
      name: programmes.name,
      rules: programmeVersions.rules,
    })
    .from(programmes)
    .innerJoin(programmeVersions, eq(programmeVersions.programmeId, programmes.id))
    .where(eq(programmes.slug, slug))
    .orderBy(desc(programmeVersions.version))
    .limit(1);
  return found ?? null;
}

/** A programme that ranks its applications, or null where there is none or arrival alone decides. */
export async function rankedProgramme(db: Queryable, slug: string) {
  const programme = await programmeWith(db, slug);
  return programme?.rules.order?.length ? { ...programme, order: programme.rules.order } : null;
}

export type RankedProgramme = NonNullable<Awaited<ReturnType<typeof rankedProgramme>>>;

/**
 * The ranking of a programme as it stands now, for the office. Each application is judged by the rules it is pinned to
 * and, where it was decided, by the evaluation kept with its last decision. Withdrawn ones have no place.
 */
export async function presentRanking(
  db: Queryable,
  { id, order }: Pick<RankedProgramme, 'id' | 'order'>,
): Promise<RankingLine[]> {
  const rows = await db
    .select({
      applicationId: applications.id,
      status: applications.status,
      form: applications.form,
      rules: programmeVersions.rules,
      registration: registrations,
    })
    .from(applications)
    .innerJoin(programmeVersions, eq(programmeVersions.id, applications.programmeVersionId))
    .innerJoin(registrations, eq(registrations.applicationId, applications.id))
    .where(
      and(
        eq(applications.programmeId, id),
        inArray(applications.status, ['presentata', 'approvata', 'respinta']),
        isNotNull(applications.form),
      ),
    );
  const kept = await lastEvaluations(db, id);
  const seed = (await drawOf(db, id))?.made ?? null;
  return rankingLines(
    order,
    rows.map((row) => {
      const form = sealedForm.open(row.applicationId, row.form);
      return contenderOf({ ...row, form }, kept.get(row.applicationId) ?? null, seed);
    }),
  );
}

interface Row {
  applicationId: string;
  status: string;
  form: ApplicationForm | null;
  rules: ProgrammeRules;
  registration: typeof registrations.$inferSelect;
}

function contenderOf(
  { applicationId, status, form, rules, registration }: Row,
  kept: Evaluation | null,
  seed: DrawSeed | null,
): Contender {
  if (form === null) throw new Error('only what was sent is ranked');
  const facts = declaredFacts(form, civilDate(registration.registeredAt));
  const evaluation = kept ?? evaluate(rules, facts);
  const tiers = rules.tiers ?? [];
  const tier = tiers.findIndex(({ id }) => id === evaluation.tier?.id);
  const undecided = status === 'presentata';
  return {
    applicationId,
    facts,
    tier: tier === -1 ? tiers.length : tier,
    points: evaluation.totalPoints,
    drawn: figureIn(seed, registration),
    status: status as Contender['status'],
    admitted: undecided ? evaluation.admissible !== 'fails' : status === 'approvata',
    registration,
  };
}

/** The evaluation kept with the last decision on each application of a programme. */
async function lastEvaluations(db: Queryable, programmeId: string) {
  const rows = await db
    .selectDistinctOn([decisions.applicationId], {
      id: decisions.id,
      applicationId: decisions.applicationId,
      evaluation: decisions.evaluation,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .where(eq(applications.programmeId, programmeId))
    .orderBy(decisions.applicationId, desc(decisions.decidedAt));
  return new Map(
    rows.map(({ id, applicationId, evaluation }) => [
      applicationId,
      sealedDecision.evaluation.open(id, evaluation),
    ]),
  );
}

/** The rankings a programme has published, newest first, without their lists. */
export const publishedRankingsOf = (db: Queryable, programmeId: string) =>
  db
    .select({
      number: publishedRankings.number,
      places: publishedRankings.places,
      sha256: publishedRankings.sha256,
      publishedAt: publishedRankings.publishedAt,
    })
    .from(publishedRankings)
    .where(eq(publishedRankings.programmeId, programmeId))
    .orderBy(desc(publishedRankings.number));

/** A published ranking with its list: the one with that number, or the newest; or null. */
export async function publishedRanking(db: Queryable, programmeId: string, number: number | null) {
  const [found] = await db
    .select()
    .from(publishedRankings)
    .where(
      and(
        eq(publishedRankings.programmeId, programmeId),
        number === null ? undefined : eq(publishedRankings.number, number),
      ),
    )
    .orderBy(desc(publishedRankings.number))
    .limit(1);
  return found ?? null;
}

/** The slugs of the programmes that have published a ranking. */
export async function programmesWithRanking(db: Queryable): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ slug: programmes.slug })
    .from(publishedRankings)
    .innerJoin(programmes, eq(programmes.id, publishedRankings.programmeId));
  return new Set(rows.map(({ slug }) => slug));
}
