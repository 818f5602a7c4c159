import { z } from 'zod';
import { declarationKinds } from '../application/fields';
import { documentKinds } from '../attachment/kinds';
import { isCivilDate, isTerm } from '../calendar';
import { comparisonNames, type Condition } from './criteria';
import { namedQuantities, type Quantity } from './facts';
import { openings } from './openings';
import { channels, weekdays, type ProgrammeRules, type SubmissionWindow } from './rules';

const term = z.string().refine(isTerm, { error: 'term' });
const cents = z.int().nonnegative();
const instant = z.iso.datetime({ offset: true });

const text = z.string().trim().min(1).max(300);
const years = z
  .strictObject({ from: z.int().optional(), to: z.int().optional() })
  .refine(
    ({ from, to }) => (from !== undefined || to !== undefined) && (from ?? -Infinity) <= (to ?? Infinity),
    { error: 'range' },
  );
const quantity: z.ZodType<Quantity> = z.union([
  z.enum(namedQuantities),
  z.strictObject({ aged: years }),
  z.strictObject({ born: years }),
]);
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ quantity, is: z.enum(comparisonNames), value: z.int().nonnegative() }),
    z.strictObject({ all: z.array(condition).max(20) }),
    z.strictObject({ any: z.array(condition).min(1).max(20) }),
  ]),
);
const named = { id: z.string().regex(/^[a-z0-9-]{1,40}$/), text };

const amounts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('by-members'), table: z.tuple([cents.positive()], cents.positive()) }),
  z.strictObject({
    kind: z.literal('first-and-further'),
    firstCents: cents.positive(),
    furtherCents: cents,
  }),
  z.strictObject({
    kind: z.literal('per-day'),
    days: z.int().positive().max(366),
    adultCents: cents.positive(),
    minorCents: cents.positive(),
    weeklyCapCents: cents.positive().nullable(),
  }),
  z.strictObject({
    kind: z.literal('shared-out'),
    late: z.strictObject({ after: instant, percent: z.int().min(0).max(100) }).optional(),
  }),
]);

const adjustment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), text, cents: cents.positive(), when: condition }),
  z.strictObject({ kind: z.literal('add-each'), text, cents: cents.positive(), each: quantity }),
  z.strictObject({ kind: z.literal('at-least'), text, cents: cents.positive(), when: condition }),
  z.strictObject({ kind: z.literal('at-most'), text, cents: cents.positive() }),
]);

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time-of-day', abort: true });

const dailyHours = z
  .strictObject({
    opens: clock,
    closes: clock,
    weekdays: z
      .array(z.enum(weekdays))
      .min(1, { abort: true })
      .refine((days) => new Set(days).size === days.length, { error: 'weekday-twice' })
      .optional(),
  })
  .refine(({ opens, closes }) => opens !== closes, { error: 'hours-of-nothing', path: ['closes'] });

const submissionWindow: z.ZodType<SubmissionWindow> = z
  .strictObject({
    channel: z.enum(channels),
    opensAt: instant,
    closesAt: instant,
    daily: dailyHours.optional(),
  })
  .refine(({ opensAt, closesAt }) => new Date(opensAt) < new Date(closesAt), {
    error: 'window-order',
    abort: true,
  })
  .refine((window) => !openings(window, new Date(window.opensAt)).next().done, {
    error: 'window-never-open',
    path: ['daily', 'opens'],
  });

const uniqueIds = (list: { id: string }[]): boolean => new Set(list.map(({ id }) => id)).size === list.length;

/** Judges a programme version read from outside the code: the editor, an import, the database. */
export const programmeRulesSchema = z.strictObject({
  fundSource: z.string().min(1).max(300),
  allocationCents: cents.positive(),
  windows: z.array(submissionWindow).min(1),
  criteria: z
    .array(z.strictObject({ ...named, source: text, holds: condition }))
    .max(30)
    .refine(uniqueIds, { error: 'duplicate-id' })
    .optional(),
  tiers: z
    .array(z.strictObject({ ...named, when: condition, percent: z.int().min(1).max(100) }))
    .max(10)
    .refine(uniqueIds, { error: 'duplicate-id' })
    .optional(),
  points: z
    .array(
      z.union([
        z.strictObject({ text, points: z.int().positive().max(1000), each: quantity }),
        z.strictObject({ text, points: z.int().positive().max(1000), when: condition }),
      ]),
    )
    .max(30)
    .optional(),
  order: z
    .array(
      z.union([
        z.strictObject({ by: z.enum(['tier', 'points', 'draw']) }),
        z.strictObject({ by: quantity, direction: z.enum(['ascending', 'descending']) }),
      ]),
    )
    .max(10)
    .optional(),
  drawSource: text.optional(),
  amounts,
  adjustments: z.array(adjustment).max(20).optional(),
  documents: z
    .array(z.strictObject({ kind: z.enum(documentKinds), required: z.boolean() }))
    .refine((documents) => new Set(documents.map(({ kind }) => kind)).size === documents.length, {
      error: 'document-twice',
    })
    .optional(),
  terms: z.strictObject({
    draftReminder: term,
    draftRetention: term,
    decision: term,
    decisionWarning: term,
    voucherExpiry: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('after'), term }),
      z.strictObject({ kind: z.literal('on'), date: z.string().refine(isCivilDate, { error: 'date' }) }),
    ]),
    voucherNotices: z.array(term).max(5),
    voidWindow: term,
    clarification: term.optional(),
    observations: term.optional(),
    review: term.optional(),
  }),
  rejectionNotice: z.boolean().optional(),
  waitingList: z.boolean().optional(),
  countersignAboveCents: cents.positive().optional(),
  requiredDeclarations: z
    .array(z.enum(declarationKinds))
    .refine((kinds) => new Set(kinds).size === kinds.length, { error: 'declaration-twice' })
    .optional(),
  serviceLevel: z.strictObject({ takeInCharge: term, decision: term }).optional(),
}) satisfies z.ZodType<ProgrammeRules>;
