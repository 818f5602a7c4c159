import { z } from 'zod';
import { describe } from './call';
import { heldCents, id, idParams, paidCents, receiptNumber } from './fields';
import { Spent, spendRefusals } from './vouchers';

export const confirmHold = describe({
  id: 'confirmHold',
  method: 'POST',
  path: '/holds/{id}/confirmation',
  tag: 'Holds',
  audience: 'shop',
  summary: 'Spend what was set aside',
  description:
    'Records the spend, of all that is held or of less; what is left of the hold is free again. Any till of the merchant may confirm.',
  params: idParams,
  body: {
    name: 'Confirmation',
    schema: z.strictObject({
      amountCents: paidCents.optional().describe('No more than what is held; without it, all of that.'),
      receiptNumber: receiptNumber.optional(),
    }),
    example: { amountCents: 1_600, receiptNumber: '0042-18' },
  },
  answers: {
    201: { when: 'The spend is recorded.', body: Spent },
  },
  refusals: ['not-found', 'hold-ended', ...spendRefusals],
});

export const releaseHold = describe({
  id: 'releaseHold',
  method: 'POST',
  path: '/holds/{id}/release',
  tag: 'Holds',
  audience: 'shop',
  summary: 'Let an amount go that was set aside',
  description:
    'Releasing what was released, or what has freed itself, changes nothing. What was confirmed is taken back with a void.',
  params: idParams,
  body: { name: 'Release', schema: z.strictObject({}), example: {} },
  answers: {
    200: {
      when: 'Nothing is set aside by this hold.',
      body: {
        name: 'ReleasedHold',
        schema: z.strictObject({ holdId: id, balanceCents: heldCents, availableCents: heldCents }),
        example: {
          holdId: '0199a1c2-0a1b-7c2d-8e3f-4a5b6c7d8e9f',
          balanceCents: 30_000,
          availableCents: 30_000,
        },
      },
    },
  },
  refusals: ['not-found', 'hold-ended', 'idempotency-key-reused'],
});
