import type { Cents } from '../money';
import { amountSteps, type AmountStep } from './amounts';
import { judge, judgeCriterion, type JudgedCriterion } from './criteria';
import type { HouseholdFacts } from './facts';
import { pointsBy, type Tier } from './ranking';
import type { ProgrammeRules } from './rules';

/** What a household's application comes to by the programme's rules, with every step of the way there. */
export interface Evaluation {
  /** `holds` where every criterion does; `unknown` where the office has to find something out. */
  admissible: JudgedCriterion['verdict'];
  criteria: JudgedCriterion[];
  /** The first tier whose condition holds; null where the programme has none or none holds. */
  tier: Pick<Tier, 'id' | 'text' | 'percent'> | null;
  points: { text: string; points: number }[];
  totalPoints: number;
  /** How the amount comes about; its last step is the amount. */
  steps: AmountStep[];
  /** Null where the amount is set only when the call has closed. */
  amountCents: Cents | null;
}

/** Judges a household by a programme's rules. The office may depart from it, with a reason. */
export function evaluate(rules: ProgrammeRules, facts: HouseholdFacts): Evaluation {
  const criteria = (rules.criteria ?? []).map((criterion) => judgeCriterion(criterion, facts));
  const tier = (rules.tiers ?? []).find(({ when }) => judge(when, facts).verdict === 'holds') ?? null;
  const points = (rules.points ?? []).map((rule) => ({ text: rule.text, points: pointsBy(rule, facts) }));
  const steps = amountSteps(rules, facts, tier?.percent ?? 100);
  return {
    admissible: admissibility(criteria),
    criteria,
    tier: tier && { id: tier.id, text: tier.text, percent: tier.percent },
    points,
    totalPoints: points.reduce((sum, { points: each }) => sum + each, 0),
    steps,
    amountCents: steps.at(-1)?.amountCents ?? null,
  };
}

function admissibility(criteria: JudgedCriterion[]): Evaluation['admissible'] {
  const verdicts = criteria.map(({ verdict }) => verdict);
  return verdicts.includes('fails') ? 'fails' : verdicts.includes('unknown') ? 'unknown' : 'holds';
}
