import { and, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Queryable } from '../db/client';
import { accounts, transfers } from '../db/schema/ledger';
import { transferKinds, type AccountKind, type TransferKind } from '../domain/ledger';
import type { Cents } from '../domain/money';

/** A movement by the owners of its two accounts; the kinds of the accounts follow from the kind of transfer. */
export interface Movement {
  kind: TransferKind;
  /** Owner of the account the money is taken from. */
  from: string;
  /** Owner of the account the money is given to. */
  to: string;
  amountCents: Cents;
  /** What it stands for, e.g. `redemption:{id}`: a second transfer with it is refused by the database. */
  businessKey: string;
}

/**
 * Moves money. Throws the violation of `accounts_never_overdrawn` when the account it is taken from holds less;
 * callers that can meet it turn it into a refusal.
 */
export async function move(
  tx: Queryable,
  { kind, from, to, amountCents, businessKey }: Movement,
): Promise<void> {
  const { debit, credit } = transferKinds[kind];
  await tx.insert(transfers).values({
    id: newId(),
    kind,
    debitAccountId: await accountOf(tx, debit, from),
    creditAccountId: await accountOf(tx, credit, to),
    amountCents,
    businessKey,
  });
}

/** The account of an owner, opened with nothing in it where it did not exist. */
export async function accountOf(tx: Queryable, kind: AccountKind, ownerId: string): Promise<string> {
  const theirs = and(eq(accounts.kind, kind), eq(accounts.ownerId, ownerId));
  const [known] = await tx.select({ id: accounts.id }).from(accounts).where(theirs);
  if (known) return known.id;
  await tx.insert(accounts).values({ id: newId(), kind, ownerId }).onConflictDoNothing();
  const [opened] = await tx.select({ id: accounts.id }).from(accounts).where(theirs);
  if (!opened) throw new Error('the account is missing');
  return opened.id;
}
