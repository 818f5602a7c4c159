/**
 * The accounts of the money. Each balance is credits minus debits; all are refused below zero by the database but
 * `treasury`, the world the allocation comes from, so that the sum over all accounts is always zero.
 */
export const accountKinds = ['treasury', 'fund', 'voucher', 'merchant', 'paid', 'savings'] as const;

export type AccountKind = (typeof accountKinds)[number];

/** Every movement there is: the account it is taken from (debit) and the account it is given to (credit). */
export const transferKinds = {
  allocation: { debit: 'treasury', credit: 'fund' },
  /** A version that allots less than the one before: what leaves the fund goes back where it came from. */
  reduction: { debit: 'fund', credit: 'treasury' },
  issue: { debit: 'fund', credit: 'voucher' },
  redemption: { debit: 'voucher', credit: 'merchant' },
  void: { debit: 'merchant', credit: 'voucher' },
  expiry: { debit: 'voucher', credit: 'fund' },
  revocation: { debit: 'voucher', credit: 'fund' },
  /** What a closed programme leaves (economie). */
  closing: { debit: 'fund', credit: 'savings' },
  /** What was paid to a merchant: each programme has its own account of what it has paid. */
  settlement: { debit: 'merchant', credit: 'paid' },
  /** A payment that came back. */
  'payment-return': { debit: 'paid', credit: 'merchant' },
} as const satisfies Record<string, { debit: AccountKind; credit: AccountKind }>;

export type TransferKind = keyof typeof transferKinds;
