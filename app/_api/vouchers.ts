import { z } from 'zod';
import { voucherStatuses, type Unspendable } from '@/domain/voucher/status';
import type { RefusalCode } from '@/domain/refusal';
import { describe } from './call';
import { heldCents, id, moment, paidCents, receiptNumber } from './fields';

const CodeParams = z.object({
  code: z.string().meta({
    description: 'The voucher’s code, seven letters and digits; lower case, blanks and dashes are accepted.',
    examples: ['URUT4F6'],
  }),
});

/** Why a voucher cannot be spent at all. */
const unspendable = [
  'voucher-expired',
  'voucher-blocked',
  'voucher-revoked',
] as const satisfies Unspendable['code'][];

/** What a spend may be refused for, once its voucher is known. */
export const spendRefusals = [
  ...unspendable,
  'merchant-suspended',
  'insufficient-balance',
  'idempotency-key-reused',
] as const satisfies readonly RefusalCode[];

const unknownCode = ['voucher-not-found', 'voucher-replaced'] as const satisfies readonly RefusalCode[];

export const Spent = {
  name: 'Spent',
  schema: z.strictObject({
    redemptionId: id.describe('Keep it: it voids the spend, and answers for it.'),
    balanceCents: heldCents.describe('What the voucher holds now.'),
  }),
  example: { redemptionId: '0199a1c2-3d4e-7f50-8a6b-7c8d9e0f1a2b', balanceCents: 28_000 },
};

export const checkVoucher = describe({
  id: 'checkVoucher',
  method: 'GET',
  path: '/vouchers/{code}',
  tag: 'Vouchers',
  audience: 'shop',
  summary: 'Check a voucher',
  description:
    'What the till shows the cashier: the name to compare with the document, and what can be spent.',
  params: CodeParams,
  unknown: 'voucher-not-found',
  answers: {
    200: {
      when: 'The voucher as it stands.',
      body: {
        name: 'Voucher',
        schema: z.strictObject({
          holder: z.string().describe('Family and given name, to compare with the document.'),
          balanceCents: heldCents,
          heldCents: heldCents.describe('Set aside of it by open holds.'),
          availableCents: heldCents.describe('The balance without what is set aside by open holds.'),
          status: z.enum(voucherStatuses),
          expiresOn: z.iso.date().describe('The last day, until midnight in Italy.'),
          refusal: z
            .enum(unspendable)
            .nullable()
            .describe('The code with which any spend would be refused now, or null.'),
        }),
        example: {
          holder: 'Rossi Maria',
          balanceCents: 30_000,
          heldCents: 0,
          availableCents: 30_000,
          status: 'attivo',
          expiresOn: '2021-12-31',
          refusal: null,
        },
      },
    },
  },
  refusals: [...unknownCode, 'merchant-suspended'],
});

export const redeemVoucher = describe({
  id: 'redeemVoucher',
  method: 'POST',
  path: '/vouchers/{code}/redemptions',
  tag: 'Vouchers',
  audience: 'shop',
  summary: 'Record a spend',
  description: 'Part of the voucher’s balance, or all of it, passes to the merchant, in one step.',
  params: CodeParams,
  unknown: 'voucher-not-found',
  body: {
    name: 'Redemption',
    schema: z.strictObject({ amountCents: paidCents, receiptNumber: receiptNumber.optional() }),
    example: { amountCents: 2_000, receiptNumber: '0042-17' },
  },
  answers: { 201: { when: 'The spend is recorded.', body: Spent } },
  refusals: [...unknownCode, ...spendRefusals],
});

export const placeHold = describe({
  id: 'placeHold',
  method: 'POST',
  path: '/vouchers/{code}/holds',
  tag: 'Holds',
  audience: 'shop',
  summary: 'Set an amount aside for five minutes',
  description:
    'Nothing moves yet: no other till can take the amount until it is confirmed, released, or its minutes are over.',
  params: CodeParams,
  unknown: 'voucher-not-found',
  body: {
    name: 'Hold',
    schema: z.strictObject({ amountCents: paidCents }),
    example: { amountCents: 2_000 },
  },
  answers: {
    201: {
      when: 'The amount is set aside.',
      body: {
        name: 'PlacedHold',
        schema: z.strictObject({
          holdId: id,
          expiresAt: moment.describe('When it frees itself.'),
          balanceCents: heldCents.describe('What the voucher holds; nothing has moved.'),
          availableCents: heldCents.describe('What other tills may still take of it.'),
        }),
        example: {
          holdId: '0199a1c2-0a1b-7c2d-8e3f-4a5b6c7d8e9f',
          expiresAt: '2021-05-07T10:35:00.000Z',
          balanceCents: 30_000,
          availableCents: 28_000,
        },
      },
    },
  },
  refusals: [...unknownCode, ...spendRefusals],
});
