import { z } from 'zod';
import { documentKinds } from '../attachment/kinds';
import { isCivilDate, isTerm } from '../calendar';
import { channels, type ProgrammeRules } from './rules';

const term = z.string().refine(isTerm, { error: 'term' });
const cents = z.int().nonnegative();
const instant = z.iso.datetime({ offset: true });

/** Judges a programme version read from outside the code: the editor, an import, the database. */
export const programmeRulesSchema = z.strictObject({
  fundSource: z.string().min(1).max(300),
  allocationCents: cents.positive(),
  windows: z
    .array(
      z
        .strictObject({ channel: z.enum(channels), opensAt: instant, closesAt: instant })
        .refine(({ opensAt, closesAt }) => new Date(opensAt) < new Date(closesAt), { error: 'window-order' }),
    )
    .min(1),
  amounts: z.strictObject({
    kind: z.literal('by-members'),
    table: z.tuple([cents.positive()], cents.positive()),
  }),
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
  }),
}) satisfies z.ZodType<ProgrammeRules>;
