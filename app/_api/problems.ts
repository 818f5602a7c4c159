import { z } from 'zod';
import { problemStatuses, problemTitles, type ProblemCode } from '@/app/_server/problem';
import { heldCents } from './fields';

/** Why somebody cannot write in a draft that they know: it is in another's hands, or the call or mandate they wrote by is over. */
export const notInHand = [
  'in-other-hands',
  'taken-over',
  'call-ended',
  'mandate-ended',
] as const satisfies ProblemCode[];

/** A fault of one field; `code` names what is wrong with it. */
const Faults = z.array(
  z.strictObject({
    pointer: z.string().describe('JSON Pointer into the body, as a fragment.'),
    code: z.string(),
    field: z.string().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
);

/** What a problem tells besides its code, by code. */
const members: Partial<Record<ProblemCode, z.ZodRawShape>> = {
  invalid: { errors: Faults.optional() },
  incomplete: { errors: Faults },
  'insufficient-balance': {
    balanceCents: heldCents.describe(
      'What can be spent just now, without what is set aside for other tills.',
    ),
  },
  'stale-version': { version: z.int().positive().describe('The version that is saved now.') },
  'wrong-offset': { offset: heldCents.optional().describe('How many bytes have arrived.') },
  'too-many-requests': { retryAfterSeconds: z.int().positive().describe('As in `Retry-After`.') },
};

/** The body with which a call is refused: a problem document (RFC 9457). */
export const problemSchema = (code: ProblemCode): z.ZodObject =>
  z.strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.literal(problemStatuses[code]),
    code: z.literal(code),
    ...members[code],
  });

const sample: Partial<Record<ProblemCode, object>> = {
  invalid: { errors: [{ pointer: '#/amountCents', code: 'too_small' }] },
  incomplete: {
    errors: [{ pointer: '#/contacts/mobile', field: 'contacts.mobile', code: 'required' }],
  },
  'insufficient-balance': { balanceCents: 1_600 },
  'stale-version': { version: 3 },
  'too-many-requests': { retryAfterSeconds: 30 },
};

/** A problem as it is answered. */
export const problemExample = (code: ProblemCode): object => ({
  type: 'about:blank',
  title: problemTitles[code],
  status: problemStatuses[code],
  code,
  ...sample[code],
});
