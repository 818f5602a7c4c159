import { z } from 'zod';
import { isCivilDate } from '@/domain/calendar';
import { describe } from './call';
import { heldCents, id, idParams, moment, paidCents, text } from './fields';

const Redeemed = z.strictObject({
  redemptionId: id,
  at: moment,
  amountCents: paidCents,
  receiptNumber: z.string().nullable(),
  codeEnd: z.string().describe('The last letters of the voucher’s code.'),
  voidedAt: moment.nullable().describe('When it was taken back, or null.'),
  voidable: z.boolean().describe('Whether it can still be taken back.'),
});

const redeemed = {
  redemptionId: '0199a1c2-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  at: '2021-05-07T10:30:00.000Z',
  amountCents: 2_000,
  receiptNumber: '0042-17',
  codeEnd: '4F6',
  voidedAt: null,
  voidable: true,
};

export const readRedemption = describe({
  id: 'readRedemption',
  method: 'GET',
  path: '/redemptions/{id}',
  tag: 'Spends',
  audience: 'shop',
  summary: 'Ask for a spend',
  description: 'A spend of this merchant, made at any of its tills.',
  params: idParams,
  answers: {
    200: { when: 'The spend as it stands.', body: { name: 'Redeemed', schema: Redeemed, example: redeemed } },
  },
  refusals: ['not-found'],
});

export const listRedemptions = describe({
  id: 'listRedemptions',
  method: 'GET',
  path: '/redemptions',
  tag: 'Spends',
  audience: 'shop',
  summary: 'List the spends of a day',
  description: 'All spends of this merchant on a day, newest first: for a till that has lost what it knew.',
  query: z.object({
    day: z
      .string()
      .regex(/^2\d{3}-\d{2}-\d{2}$/)
      .refine(isCivilDate)
      .optional()
      .meta({ format: 'date', description: 'A day of this millennium in Italy; without it, today.' }),
  }),
  answers: {
    200: {
      when: 'The spends of the day.',
      body: {
        name: 'RedeemedDay',
        schema: z.strictObject({
          day: z.iso.date(),
          totalCents: heldCents.describe('The sum of those that were not taken back.'),
          redemptions: z.array(Redeemed),
        }),
        example: { day: '2021-05-07', totalCents: 2_000, redemptions: [redeemed] },
      },
    },
  },
  refusals: [],
});

export const voidRedemption = describe({
  id: 'voidRedemption',
  method: 'POST',
  path: '/redemptions/{id}/void',
  tag: 'Spends',
  audience: 'shop',
  summary: 'Take a spend back',
  description: 'The whole of it, within the days the programme gives; the money returns to the voucher.',
  params: idParams,
  body: {
    name: 'Void',
    schema: z.strictObject({ reason: text(300).describe('Why, in words; not blank.') }),
    example: { reason: 'Wrong amount' },
  },
  answers: {
    200: {
      when: 'The spend is taken back.',
      body: {
        name: 'Voided',
        schema: z.strictObject({ redemptionId: id, balanceCents: heldCents }),
        example: { redemptionId: redeemed.redemptionId, balanceCents: 30_000 },
      },
    },
  },
  refusals: ['not-found', 'already-voided', 'void-window-closed', 'idempotency-key-reused'],
});
