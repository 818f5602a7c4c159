import { after, before, civilDate, endOfDay, shift, type Term } from '../calendar';
import type { ProgrammeRules } from '../programme/rules';
import type { ReviewTerm } from './events';

/** What the office may ask a citizen for before it decides. */
export const requestKinds = ['integrazione', 'preavviso'] as const;

export type RequestKind = (typeof requestKinds)[number];

/** A request made, and the office's own term as it ran then. */
export interface Asked {
  kind: RequestKind;
  askedAt: Date;
  answerBy: Date;
  suspends: boolean;
  /** The office's term as it stood when the request was made. */
  decideBy: Date;
}

/** The term for observations is the law's (L. 241/1990 art. 10-bis); for a clarification no law sets another. */
const usualTerm: Term = 'P10D';
/** No clarification keeps the office's term still for longer (L. 241/1990 art. 2 c. 7). */
const longestStandstill: Term = 'P30D';
/** After observations the office's term goes on only ten days later (L. 241/1990 art. 10-bis as of DL 76/2020). */
const weighing: Term = 'P10D';
/** The citizen is reminded two days before the end, of a short term when a fifth of it is left. */
const reminderLead = 2 * 24 * 60 * 60 * 1000;

/** The office's term, with its warning before and its escalation as long after. */
export function reviewTerm(rules: ProgrammeRules, decideBy: Date): ReviewTerm {
  const { decisionWarning } = rules.terms;
  return {
    warnAt: before(decideBy, decisionWarning).toISOString(),
    decideBy: decideBy.toISOString(),
    escalateAt: after(decideBy, decisionWarning).toISOString(),
  };
}

/**
 * The terms of a request made now. Terms in days end with their last day. A clarification keeps the office's term still only
 * once in a procedure; a notice before rejection always does.
 *
 * @param earlierStandstill whether a clarification of the same procedure has done so before
 */
export function askedTerms(
  rules: ProgrammeRules,
  kind: RequestKind,
  askedAt: Date,
  earlierStandstill: boolean,
): { answerBy: Date; remindAt: Date; suspends: boolean } {
  const { clarification, observations } = rules.terms;
  const suspends = kind === 'preavviso' || !earlierStandstill;
  const term = (kind === 'preavviso' ? observations : clarification) ?? usualTerm;
  const wanted = endOf(askedAt, term);
  const longest = endOf(askedAt, longestStandstill);
  const answerBy = kind === 'integrazione' && suspends && wanted > longest ? longest : wanted;
  const lead = Math.min(reminderLead, (answerBy.getTime() - askedAt.getTime()) / 5);
  return { answerBy, remindAt: new Date(answerBy.getTime() - lead), suspends };
}

/** Days are counted whole (c.c. art. 2963): who is asked on a Monday has until midnight of the last day. */
function endOf(from: Date, term: Term): Date {
  const end = after(from, term);
  return term.startsWith('PT') ? end : endOfDay(civilDate(end));
}

/**
 * The office's term once a request is over: as it was where the request did not keep it still or it had passed before;
 * otherwise what was left of it, counted on from when it goes on.
 *
 * @param over when, and whether the citizen answered
 */
export function resumedDecideBy(asked: Asked, over: { at: Date; answered: boolean }): Date {
  const { kind, askedAt, decideBy, suspends } = asked;
  if (!suspends || decideBy <= askedAt) return decideBy;
  const goesOnAt = kind === 'preavviso' && over.answered ? after(over.at, weighing) : over.at;
  return shift(decideBy, askedAt, goesOnAt);
}

/** The latest day for a decision while a request is open: the citizen may answer only at the end. */
export const decideByWhileAsked = (asked: Asked): Date =>
  resumedDecideBy(asked, { at: asked.answerBy, answered: false });
