import { letterFileName, type Letter } from '../domain/application/letter';
import { rejectionReasons } from '../domain/application/reasons';
import { writeRegistration } from '../domain/application/registration';
import { writeDay, writeMoment } from '../domain/calendar';
import { formatEuro } from '../domain/money';
import type { Evaluation } from '../domain/programme/evaluation';
import type { Language } from './language';
import { letterWords } from './letter-words';
import { writePdf, type Letterhead, type PdfFile } from './pdf';
import { ruleSentences } from './rule-words';
import type { Cell, Writer } from './writer';

interface Sender {
  letterhead: Letterhead;
  /** Address of the portal without a trailing slash. */
  url: string;
}

/**
 * The letter of a decision: what was decided, by whom, why, and where somebody may turn who does not agree (L. 241/1990
 * art. 3). The same decision is the same file, byte for byte.
 */
export async function writeLetter(
  letter: Letter,
  { letterhead, url }: Sender,
  language: Language,
): Promise<PdfFile> {
  const words = letterWords[language];
  const title = `${words.title} ${writeRegistration(letter)}`;
  const bytes = await writePdf({ letterhead, language, title, at: letter.decidedAt }, (page) => {
    page.paragraph(words.lead[letter.outcome](letter.programme));
    page.facts(factsOf(letter, language));
    writeReason(page, letter, language);
    if (letter.evaluation) writeReasons(page, letter, letter.evaluation, language);
    if (letter.outcome === 'approvata') {
      page.heading(words.next);
      page.list(words.approvedSteps);
    }
    page.heading(words.appeal);
    page.paragraph(words.appealText);
    const review = letter.reviewUntil ? [words.review(writeDay(letter.reviewUntil))] : [];
    page.list([...review, ...words.appeals]);
    page.heading(words.help);
    page.link(words.helpText, `${url}/assistenza`);
    page.paragraph(words.contacts(letterhead.phone, letterhead.mail));
    page.note(words.law);
  });
  return { name: letterFileName(letter), mediaType: 'application/pdf', bytes };
}

function factsOf(letter: Letter, language: Language): [name: string, value: string][] {
  const words = letterWords[language];
  const { amountCents, beneficiary } = letter;
  return [
    [words.programme, letter.programme],
    [words.registration, writeRegistration(letter)],
    [words.registeredAt, writeMoment(letter.registeredAt)],
    [words.beneficiary, beneficiary.name],
    [words.fiscalCode, beneficiary.fiscalCode],
    [words.outcome, words.outcomes[letter.outcome]],
    ...(amountCents === null ? [] : [[words.amount, `${formatEuro(amountCents)} €`] as [string, string]]),
    [words.decidedAt, writeMoment(letter.decidedAt)],
    [words.responsible, letter.responsible],
  ];
}

/** Why, by the norms that say so and in the office's own words. */
function writeReason(page: Writer, { reasonCodes, reason }: Letter, language: Language): void {
  const words = letterWords[language];
  if (reasonCodes.length === 0 && reason === null) return;
  page.heading(words.reason);
  for (const code of reasonCodes) {
    const { norm } = rejectionReasons[code];
    page.paragraph(norm === null ? words.reasons[code] : words.reasons[code].replace(/\.$/, ` (${norm}).`));
  }
  if (reason !== null) page.paragraph(reason);
}

/** Each criterion with what was found, where, and the outcome; then, of an approval, the way to the amount. */
function writeReasons(page: Writer, letter: Letter, evaluation: Evaluation, language: Language): void {
  const words = letterWords[language];
  const { criteria, steps, amountCents } = evaluation;
  if (criteria.length > 0) {
    page.heading(words.criteria);
    page.paragraph(words.criteriaText);
    page.table([0.42, 0.4, 0.18], criteriaRows(evaluation, language), [
      head(words.criterion),
      head(words.found),
      head(words.verdict),
    ]);
  }
  if (letter.outcome !== 'approvata' || steps.length === 0) return;
  page.heading(words.steps);
  page.table([0.75, 0.25], stepRows(evaluation, language), [
    head(words.step),
    { ...head(words.amount), align: 'right' },
  ]);
  if (amountCents !== null && amountCents !== letter.amountCents) {
    page.paragraph(words.departs(formatEuro(amountCents)));
  }
}

const head = (text: string): Cell => ({ text, scope: 'Column', weight: 'bold' });

function criteriaRows({ criteria }: Evaluation, language: Language): Cell[][] {
  const say = ruleSentences(language);
  return criteria.map(({ text, source, checks, verdict, remedies }) => [
    { text: `${text} (${source})`, scope: 'Row' },
    { text: [...new Set(checks.map(say.found)), say.changes(verdict, remedies)].filter(Boolean).join('\n') },
    { text: say.verdict(verdict), weight: 'bold' },
  ]);
}

function stepRows({ steps, tier }: Evaluation, language: Language): Cell[][] {
  const say = ruleSentences(language);
  return steps.map((step) => [
    { text: step.kind === 'tier' && tier ? `${tier.text}: ${tier.percent}%` : say.step(step), scope: 'Row' },
    { text: `${formatEuro(step.amountCents)} €`, align: 'right' },
  ]);
}
