import { randomUUID } from 'node:crypto';
import { Problem } from '../stack/problem';
import type { Answer, Call } from './load';
import { usualSpendCents, type BenchTown, type BenchVoucher } from './redemptions-town';

export const floorCall: Call = {
  path: '/insert',
  headers: {},
  body: JSON.stringify({ amountCents: usualSpendCents }),
};

export function created(_: Call, { status, body }: Answer): void {
  if (status !== 201) throw new Problem(`A call was answered with ${status}: ${body}`);
}

export type Spend = Call & { voucher: BenchVoucher };

/** One voucher after the other, by one till after the other; who has spent a voucher to the end leaves it. */
export function spendsOf({ vouchers, keys }: BenchTown, contested: number) {
  const usable = vouchers.slice(contested);
  let turn = 0;
  return {
    next: (): Spend => {
      const voucher = usable.shift();
      if (!voucher) throw new Problem('There is no voucher left to spend.');
      return spend(voucher, keys[turn++ % keys.length] ?? '', usualSpendCents);
    },
    heard: (call: Spend, answer: Answer): void => {
      created(call, answer);
      const { balanceCents } = JSON.parse(answer.body) as { balanceCents: number };
      if (balanceCents !== call.voucher.balanceCents - usualSpendCents)
        throw new Problem(`A wrong balance: ${answer.body}`);
      call.voucher.balanceCents = balanceCents;
      if (balanceCents > 0) usable.push(call.voucher);
    },
  };
}

export const spend = (voucher: BenchVoucher, key: string, amountCents: number): Spend => ({
  voucher,
  path: `/api/v1/vouchers/${voucher.code}/redemptions`,
  headers: { authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() },
  body: JSON.stringify({ amountCents }),
});
