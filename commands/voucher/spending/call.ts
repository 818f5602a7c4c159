import type { Cents } from '../../../domain/money';
import type { Trace } from '../../../tracing/trace';
import type { Caller } from '../../limits/wrong-codes';
import type { Outcome } from '../../transaction';

/** A spend that is asked for: of a voucher by its code, or of what was set aside by a hold. */
export interface SpendCall {
  caller: Caller;
  key: string;
  /** Of the whole request, in hexadecimal: the same key with another request is refused. */
  requestSha256: string;
  target: { code: string } | { holdId: string };
  /** Null spends all that a hold sets aside. */
  amountCents: Cents | null;
  receiptNumber: string | null;
  /** The shop that was chosen, where the caller has none of its own. */
  shopId: string | null;
  /** What the call is part of; null outside any request. */
  trace: Trace | null;
}

export type Spent = { redemptionId: string; balanceCents: Cents };

export type SpendOutcome = Outcome<Spent>;
