import type { Answers } from '@/domain/application/answers';

/** What was typed and is not known to be saved, as it waits on the device. */
export interface Copy {
  /** The saved answers on which the typing began. */
  base: Answers;
  /** What was tried and never answered: the server may have taken any of these. */
  sent: readonly Answers[];
  /** The fields as they stand, empty ones as the empty text. */
  typed: Answers;
  /** When it was typed, in milliseconds since the epoch. */
  at: number;
  /** The page that wrote it. */
  by: string;
}

/** A field that has become another text elsewhere. */
export interface Dispute {
  field: string;
  theirs: string;
}

/** Whether the answers say the same; a field left empty is as good as absent. */
export function same(one: Answers, other: Answers): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? '') === (other[name] ?? ''));
}

/** The answers of the named fields alone, the absent ones empty. */
export const only = (names: readonly string[], answers: Answers): Answers =>
  Object.fromEntries(names.map((name) => [name, answers[name] ?? '']));

/** Whether a text found in the draft is one that was sent from here and whose answer was lost: then nobody disputes it. */
export const isOwn = ({ field, theirs }: Dispute, sent: readonly Answers[]): boolean =>
  sent.some((texts) => field in texts && (texts[field] ?? '') === theirs);

/**
 * The answers on which a save says it was typed. Where somebody has gone back to what was saved after a try whose answer
 * was lost, it is that try: the server may have taken it, and has to take it back.
 */
export function baseOf(typed: Answers, base: Answers, sent: readonly Answers[]): Answers {
  const standsOn = (field: string): string => {
    const saved = base[field] ?? '';
    if (typed[field] !== saved) return saved;
    const tries = sent.filter((texts) => field in texts && texts[field] !== saved);
    return tries.pop()?.[field] ?? saved;
  };
  return Object.fromEntries(Object.keys(typed).map((field) => [field, standsOn(field)]));
}

/**
 * What of a copy goes back into the fields of a page: whatever the person changed, or took back, and the page does not show.
 *
 * @param shown the fields of the page, empty ones as the empty text; fields it does not have are left out
 * @returns the texts to put back, and those among them whose field has meanwhile become something else
 */
export function recovered(copy: Copy, shown: Answers): { put: Answers; disputes: Dispute[] } {
  const changed = Object.keys(shown).filter((field) => {
    const [mine, theirs = ''] = [copy.typed[field], shown[field]];
    if (mine === undefined || mine === theirs) return false;
    return mine !== (copy.base[field] ?? '') || isOwn({ field, theirs }, copy.sent);
  });
  const known = [only(changed, copy.base), ...copy.sent];
  const disputes = changed
    .map((field) => ({ field, theirs: shown[field] ?? '' }))
    .filter((dispute) => !isOwn(dispute, known));
  return { put: only(changed, copy.typed), disputes };
}

const firstPause = 2_000;
const longestPause = 60_000;

/**
 * How long to wait before trying again, in milliseconds: twice as long after each failure, and never the same for all
 * who lost the same server.
 *
 * @param failures in a row, from 1
 * @param chance between 0 and 1
 * @param asked what the server asked to wait, in milliseconds
 */
export function pauseAfter(failures: number, chance: number, asked = 0): number {
  const pause = Math.min(longestPause, firstPause * 2 ** (failures - 1));
  return Math.max(asked, pause / 2) + (chance * pause) / 2;
}
