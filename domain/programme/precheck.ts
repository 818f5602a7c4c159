import type { Cents } from '../money';
import type { FieldFault, Refusal } from '../refusal';
import { ok, refused, type Result } from '../result';
import { amountForAdults, householdSizes, type AmountModel } from './amounts';
import type { PrecheckCriterion, Standing } from './precheck-criteria';

/** What the answers promise, said prudently: the decision is the office's. */
export type Prospect = 'probabile' | 'da-valutare' | 'improbabile';

/** A criterion as answered. */
export interface Finding {
  criterion: string;
  answer: string;
  standing: Standing;
  source: string;
  /** The answers that would meet it: what would have to change. Empty where nothing has to. */
  metBy: string[];
}

export interface Precheck {
  prospect: Prospect;
  findings: Finding[];
  members: number;
  /** What the programme gives a household of so many members; null where it is set only at the closing. */
  amountCents: Cents | null;
}

/** The name of the question how many live together; every other question is called as its criterion. */
export const membersQuestion = 'members';

/**
 * Weighs the answers to a programme's criteria: nothing is kept, nobody is asked who they are.
 *
 * Refusal: `invalid` with a fault for each question without one of its answers.
 *
 * @param answers by name of question; others are ignored
 */
export function precheck(
  criteria: readonly PrecheckCriterion[],
  amounts: AmountModel,
  answers: Readonly<Record<string, string>>,
): Result<Precheck, Refusal> {
  const members = householdSizes(amounts).find((size) => String(size) === answers[membersQuestion]);
  const findings = criteria.flatMap((criterion) => findingOf(criterion, answers[criterion.code]));
  const answered = new Set(findings.map(({ criterion }) => criterion));
  const open = criteria.map(({ code }) => code).filter((code) => !answered.has(code));
  if (members === undefined) open.push(membersQuestion);
  if (members === undefined || open.length > 0) {
    return refused({ code: 'invalid', faults: open.map((field): FieldFault => ({ field, code: 'choice' })) });
  }
  return ok({
    prospect: prospectOf(findings),
    findings,
    members,
    amountCents: amountForAdults(amounts, members),
  });
}

function findingOf({ code, source, answers }: PrecheckCriterion, answer = ''): Finding[] {
  const standing = Object.hasOwn(answers, answer) ? answers[answer] : undefined;
  if (standing === undefined) return [];
  const metBy = Object.keys(answers).filter((other) => answers[other] === 'met');
  return [{ criterion: code, answer, standing, source, metBy: standing === 'met' ? [] : metBy }];
}

/** One criterion that is not met weighs more than all that are. */
function prospectOf(findings: readonly Finding[]): Prospect {
  if (findings.some(({ standing }) => standing === 'unmet')) return 'improbabile';
  return findings.some(({ standing }) => standing === 'unsure') ? 'da-valutare' : 'probabile';
}
