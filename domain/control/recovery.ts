import type { VoucherStatus } from '../voucher/status';

/** How far the recovery of what was spent has come (DPR 445/2000 art. 75). */
export const recoveryStates = [
  'da richiedere',
  'richiesta',
  'pagata',
  'iscritta a ruolo',
  'archiviata',
] as const;

export type RecoveryState = (typeof recoveryStates)[number];

/** What may follow; a recovery begins as `da richiedere`. */
const following: Record<RecoveryState, readonly RecoveryState[]> = {
  'da richiedere': ['richiesta', 'archiviata'],
  richiesta: ['pagata', 'iscritta a ruolo', 'archiviata'],
  'iscritta a ruolo': ['pagata', 'archiviata'],
  pagata: [],
  archiviata: [],
};

/** The states a recovery can be brought to now; `null` is one that was not begun. */
export const nextRecoveryStates = (state: RecoveryState | null): readonly RecoveryState[] =>
  state === null ? ['da richiedere'] : following[state];

/** Whether the Ente still waits for the money: until then it has to know whose it is. */
export const isRecoveryOpen = (state: RecoveryState): boolean => following[state].length > 0;

/** How the voucher of a controlled application stands; `status` is null where it was never issued. */
export interface Benefit {
  status: VoucherStatus | null;
  /** It is spent and no void can refill it any more. */
  closed: boolean;
  /** What was spent and stayed spent, in cents. */
  spentCents: number;
}

/**
 * Whether what was spent may be asked back: the benefit has ended, by its revocation or because nothing of it can be spent
 * any more, and something was spent.
 */
export const isRecoverable = ({ status, closed, spentCents }: Benefit): boolean =>
  spentCents > 0 && (status === 'revocato' || status === 'scaduto' || (status === 'esaurito' && closed));
