import { judgedNow, officeDraft } from '@/app/_editor/file';
import { database } from '@/app/_server/database';
import { inTurns } from '@/app/_server/in-turns';
import type { Query } from '@/app/_server/query';
import { programmeFile } from '@/db/queries/programme-editor';
import { pastFacts, rehearsalProgrammes } from '@/db/queries/rehearsal';
import { civilDate } from '@/domain/calendar';
import type { HouseholdFacts } from '@/domain/programme/facts';
import { compare, type Change } from '@/domain/programme/rehearsal/comparison';
import {
  discreetly,
  figuresOf,
  openly,
  type Figures,
  type Population,
} from '@/domain/programme/rehearsal/figures';
import { sizeRange, syntheticHouseholds } from '@/domain/programme/rehearsal/households';
import { dayOf, judgeHousehold, rehearse, type Rehearsal } from '@/domain/programme/rehearsal/rehearsal';
import type { ProgrammeRules } from '@/domain/programme/rules';
import { smallestCount, type PublishedCount } from '@/domain/statistics/suppression';
import { rehearsalPath, readAsked, type Asked, type OtherRules } from './asked';

/** Applications looked at, where there are more; and the work a rehearsal may be for each set of rules, in milliseconds. */
const mostApplications = sizeRange.most;
const mostWorkMs = 5_000;

/** What came of a rehearsal, or why nothing did. */
export type Outcome =
  /** Too few applications to tell anything of without telling of somebody. */
  | { kind: 'too-few'; households: number }
  /** Rules so long that so many households cannot be judged while somebody waits. */
  | { kind: 'too-much' }
  | {
      kind: 'figures';
      population: Population;
      /** How many applications there are, where only some were looked at and the fund counts in proportion. */
      of: number | null;
      figures: Figures;
      /** The day on which the fund is empty, where it will be and a pace was given. */
      emptyOn: string | null;
      /** The other rules' figures, and how many households fare how by the draft's in their place. */
      other: { figures: Figures; changes: Record<Change, PublishedCount> } | null;
    };

/** A draft for who may write it, with what its rehearsal is asked; rules are null as long as they cannot be read. */
export async function askedRehearsal(id: string, query: Query) {
  const file = await officeDraft(id, rehearsalPath(id));
  const programmes = await rehearsalProgrammes(database());
  const asked = readAsked(query, id, programmes);
  const otherRules = asked.other && (await rulesOf(asked.other));
  if (asked.other && !otherRules) asked.faults.push({ field: 'confronto', code: 'rehearsal-unreadable' });
  return { file, programmes, asked, rules: file.judged.rules, otherRules };
}

async function rulesOf({ programmeId, which }: OtherRules): Promise<ProgrammeRules | null> {
  const file = await programmeFile(database(), programmeId);
  if (which === 'vigore') return file?.versions[0]?.rules ?? null;
  return file?.draft ? judgedNow(file, file.draft).rules : null;
}

/** Rehearses rules, and others beside them, on the households that are asked for. Nothing is written. */
export async function outcomeOf(
  rules: ProgrammeRules,
  otherRules: ProgrammeRules | null,
  asked: Asked,
  now: Date,
): Promise<Outcome> {
  const today = civilDate(now);
  const population = asked.past === null ? 'synthetic' : 'past';
  const { facts, of } =
    asked.past === null
      ? { facts: syntheticHouseholds(asked.seed, asked.size, Number(today.slice(0, 4))), of: asked.size }
      : await pastFacts(database(), asked.past, mostApplications);
  if (population === 'past' && facts.length < smallestCount) {
    return { kind: 'too-few', households: facts.length };
  }
  const draft = await rehearsed(rules, facts, of);
  const other = otherRules && (await rehearsed(otherRules, facts, of));
  if (!draft || (otherRules && !other)) return { kind: 'too-much' };
  const figures = figuresOf(draft, population);
  const { exhaustedAfter } = figures.fund;
  return {
    kind: 'figures',
    population,
    of: of > facts.length ? of : null,
    figures,
    emptyOn:
      exhaustedAfter === null || asked.perDay === null
        ? null
        : dayOf(rules, Math.ceil((exhaustedAfter * of) / facts.length), asked.perDay, today),
    other: other && { figures: figuresOf(other, population), changes: changesTold(other, draft, population) },
  };
}

/** Of some of the households there are, the fund is their part. */
async function rehearsed(
  rules: ProgrammeRules,
  facts: readonly HouseholdFacts[],
  of: number,
): Promise<Rehearsal | null> {
  const judged = await inTurns(facts, (each) => judgeHousehold(rules, each), mostWorkMs);
  const allocationCents = Math.floor(rules.allocationCents * Math.min(1, facts.length / of));
  return judged && rehearse({ ...rules, allocationCents }, judged);
}

function changesTold(
  before: Rehearsal,
  after: Rehearsal,
  population: Population,
): Record<Change, PublishedCount> {
  const counts = compare(before, after);
  const told = (population === 'past' ? discreetly : openly)(Object.values(counts));
  return Object.fromEntries(Object.keys(counts).map((change, at) => [change, told[at] ?? null])) as Record<
    Change,
    PublishedCount
  >;
}
