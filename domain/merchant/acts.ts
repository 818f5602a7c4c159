import type { MerchantEventKind } from './events';
import type { MerchantStatus } from './status';

interface Rule {
  /** The states it may happen in; `null` is a merchant that is not there yet. */
  in: readonly (MerchantStatus | null)[];
  /** The state that follows, where it is another one. */
  to?: MerchantStatus;
}

const unborn = [null] as const;
const living = ['richiesto', 'attivo', 'sospeso'] as const;
const agreed = ['attivo', 'sospeso'] as const;
/** Money may still be owed to a merchant whose agreement has ended. */
const payable = [...living, 'cessato'] as const;
/** Keys and people are taken away at any time, and given while there is an agreement. */
const everyone = [...payable, 'respinto'] as const;

/** What may happen in which state, and the state that follows: the whole life of a merchant. */
const life: Record<MerchantEventKind, Rule> = {
  applied: { in: unborn, to: 'richiesto' },
  registered: { in: unborn, to: 'richiesto' },
  accepted: { in: ['richiesto'], to: 'attivo' },
  refused: { in: ['richiesto'], to: 'respinto' },
  suspended: { in: ['attivo'], to: 'sospeso' },
  resumed: { in: ['sospeso'], to: 'attivo' },
  ended: { in: agreed, to: 'cessato' },
  prolonged: { in: agreed },
  edited: { in: living },
  'account-changed': { in: payable },
  'shop-opened': { in: living },
  'shop-changed': { in: living },
  'shop-closed': { in: living },
  'shop-reopened': { in: living },
  'till-added': { in: living },
  'till-renamed': { in: living },
  'till-stopped': { in: everyone },
  'till-restarted': { in: agreed },
  'key-made': { in: agreed },
  'key-revoked': { in: everyone },
  'manager-added': { in: living },
  'cashier-added': { in: agreed },
  'cashier-moved': { in: agreed },
  'cashier-suspended': { in: everyone },
  'cashier-resumed': { in: agreed },
  'cashier-password-reset': { in: agreed },
};

/** Whether something may happen to a merchant in this state. */
export const mayHappen = (status: MerchantStatus | null, kind: MerchantEventKind): boolean =>
  life[kind].in.includes(status);

/** The state after an event, or null where it may not happen. */
export const merchantStatusAfter = (
  status: MerchantStatus | null,
  kind: MerchantEventKind,
): MerchantStatus | null => (mayHappen(status, kind) ? (life[kind].to ?? status) : null);

/** The state a whole history makes, oldest first, or null where it is none that can have been. */
export function foldMerchantStatus(kinds: readonly MerchantEventKind[]): MerchantStatus | null {
  let status: MerchantStatus | null = null;
  for (const kind of kinds) {
    status = merchantStatusAfter(status, kind);
    if (status === null) return null;
  }
  return status;
}

/** What the office does with an agreement, in the order of its buttons. */
export const agreementActs = ['accepted', 'refused', 'prolonged', 'suspended', 'resumed', 'ended'] as const;

export type AgreementAct = (typeof agreementActs)[number];

/** The events that move a merchant into another state, each with that state. */
export const statusMoves: [kind: MerchantEventKind, status: MerchantStatus][] = (
  Object.entries(life) as [MerchantEventKind, Rule][]
).flatMap(([kind, { to }]) => (to === undefined ? [] : [[kind, to] as [MerchantEventKind, MerchantStatus]]));
