import { getTranslations } from 'next-intl/server';
import type { FormState } from '@/app/_ui/form-state';
import { formatEuro } from '@/domain/money';
import type { PrecheckCriterion, Standing } from '@/domain/programme/precheck-criteria';
import type { Finding, Precheck, Prospect } from '@/domain/programme/precheck';
import { ente } from '@/ente';

/** The result in words, ready for the browser: the catalogue does not travel there. */
export type Verdict = {
  prospect: Prospect;
  title: string;
  text: string;
  /** Absent where it would only raise hopes. */
  amount?: string;
  findingsTitle: string;
  findings: {
    criterion: string;
    standing: Standing;
    standingText: string;
    question: string;
    answer: string;
    /** What the rule says of this answer, what would change it, and where it is written: where it is not met. */
    notes: string[];
  }[];
};

/** A form's state that may carry a result. It lives in the answer to the post and nowhere else. */
export type PrecheckState = FormState & { verdict?: Verdict };

/** What may stand in the way is told first. */
const weight: Record<Standing, number> = { unmet: 0, unsure: 1, met: 2 };

/** The words of a criterion; its code and its answers are data, so their keys are known at run time only. */
export async function criterionWords(): Promise<(key: string) => string> {
  const t = await getTranslations('precheck.criteria');
  return (key) => t(key as never, { ente: ente.name } as never);
}

/** A criterion as a question with its answers, as a field takes them. */
export async function criterionQuestion({ code, answers }: PrecheckCriterion) {
  const word = await criterionWords();
  return {
    name: code,
    label: word(`${code}.question`),
    hint: word(`${code}.hint`),
    options: Object.keys(answers).map((value) => ({ value, label: word(`${code}.answers.${value}`) })),
  };
}

/** Writes a result in the language of the page. */
export async function verdictOf({ prospect, findings, amountCents }: Precheck): Promise<Verdict> {
  const [t, word] = await Promise.all([getTranslations('precheck'), criterionWords()]);
  const answerOf = ({ criterion }: Finding, answer: string) => word(`${criterion}.answers.${answer}`);
  const notesOf = (finding: Finding): string[] => [
    word(`${finding.criterion}.why.${finding.answer}`),
    t('change', { answers: finding.metBy.map((answer) => `«${answerOf(finding, answer)}»`).join(', ') }),
    t('source', { source: finding.source }),
  ];
  return {
    prospect,
    title: t(`prospects.${prospect}.title`),
    text: t(`prospects.${prospect}.text`),
    ...(prospect !== 'improbabile' &&
      amountCents !== null && { amount: t('amount', { amount: formatEuro(amountCents) }) }),
    findingsTitle: t('findings'),
    findings: findings
      .toSorted((one, other) => weight[one.standing] - weight[other.standing])
      .map((finding) => ({
        criterion: finding.criterion,
        standing: finding.standing,
        standingText: t(`standings.${finding.standing}`),
        question: word(`${finding.criterion}.question`),
        answer: answerOf(finding, finding.answer),
        notes: finding.standing === 'met' ? [] : notesOf(finding),
      })),
  };
}
