/**
 * A spend that was sent and has no answer yet, kept in the browser so that a reload or a crash does not forget it:
 * nothing in it tells of the voucher or of its holder.
 */
export interface PendingSpend {
  key: string;
  /** Whose key it is: only they may ask what became of it. */
  userId: string;
  /** Without the sign of euro; empty where what was typed is no amount. */
  amount: string;
  /** The spend, once the answer told it; its page has not been seen yet. */
  redemptionId?: string;
}

const prefix = 'cassa-in-sospeso:';

/** Storage may be full, or forbidden: then a reload in the middle shows the till's last spend only. */
function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

export const keepPending = (spend: PendingSpend): void =>
  attempt(() => localStorage.setItem(prefix + spend.key, JSON.stringify(spend)), undefined);

export const forgetPending = (key: string): void =>
  attempt(() => localStorage.removeItem(prefix + key), undefined);

/** All that is kept in this browser, whoever it belongs to. */
const everyPending = (): PendingSpend[] =>
  attempt(
    () =>
      Object.entries({ ...localStorage })
        .filter(([name]) => name.startsWith(prefix))
        .map(([, text]) => JSON.parse(String(text)) as PendingSpend),
    [],
  );

/** The oldest spend of a person that nobody knows the outcome of; none where all is known. */
export const pendingOf = (userId: string): PendingSpend | undefined =>
  everyPending().find((spend) => spend.userId === userId);

/** The page of a spend was seen: nothing about it is open any more. */
export function forgetSeen(redemptionId: string): void {
  for (const spend of everyPending()) if (spend.redemptionId === redemptionId) forgetPending(spend.key);
}
