import type { Actor, Role } from './roles';

/** Whether the act touches what is the actor's own (their application, their shop's movement) or anybody's. */
type Reach = 'own' | 'any';

const staff = { operatore: 'any', responsabile: 'any' } as const;

/**
 * Role × act × relation, the whole of it. An act that is not listed for a role is refused; `own` requires the
 * relation. Commands and queries ask this table; pages and buttons only mirror it.
 */
const permissions = {
  'application.open': { cittadino: 'own' },
  'application.edit': { cittadino: 'own' },
  'application.attach': { cittadino: 'own' },
  'application.submit': { cittadino: 'own' },
  'application.withdraw': { cittadino: 'own' },
  'application.discard': { cittadino: 'own' },
  'application.rate': { cittadino: 'own' },
  'application.read': { cittadino: 'own', ...staff },
  'application.worklist': staff,
  'application.decide': staff,
  'application.take': staff,
  'application.assign': { responsabile: 'any' },
  'application.annul': staff,
  'application.ask': staff,
  'application.answer': { cittadino: 'own' },
  'application.request-review': { cittadino: 'own' },
  'application.countersign': { responsabile: 'any' },
  'application.export': staff,
  'batch.run': staff,
  'programme.edit': staff,
  'programme.publish': { responsabile: 'any' },
  'programme.close': { responsabile: 'any' },
  'budget.read': staff,
  'budget.share-out': { responsabile: 'any' },
  'register.import': staff,
  'register.ask': staff,
  'view.save': staff,
  'voucher.manage': staff,
  'voucher.revoke': { responsabile: 'any' },
  'voucher.check': { esercente: 'any', cassiere: 'any' },
  'voucher.redeem': { esercente: 'any', cassiere: 'any' },
  /** Confirming or releasing what one's merchant set aside. */
  'hold.end': { esercente: 'own', cassiere: 'own' },
  'redemption.void': { esercente: 'own', cassiere: 'own' },
  'redemption.list': { esercente: 'own', cassiere: 'own' },
  'merchant.read': { esercente: 'own', ...staff },
  /** Shops, tills with their keys, cashiers, the account money is paid to. */
  'merchant.run': { esercente: 'own', ...staff },
  /** The agreement: registering, accepting, refusing, suspending, ending. */
  'merchant.agree': staff,
  'settlement.read': { esercente: 'own', ...staff },
  /** The nota di debito, issued by the merchant. */
  'settlement.present': { esercente: 'own' },
  'settlement.review': staff,
  /** Asking for a payment again that the bank refused. */
  'settlement.retry': { esercente: 'own', ...staff },
  'settlement.pay': { responsabile: 'any' },
  'control.read': staff,
  'control.tune': { responsabile: 'any' },
  'ticket.answer': { supporto: 'any', responsabile: 'any' },
  'ticket.list': { supporto: 'any', responsabile: 'any' },
  /** The state of a voucher or an access, for who asks for help with it. */
  'ticket.look': { supporto: 'any', responsabile: 'any' },
  /** What is left on the voucher, in such a look. */
  'ticket.look-balance': { responsabile: 'any' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type Permission = keyof typeof permissions;

/** Whether the actor may perform the act on something that is, or is not, their own. The system may do all. */
export function may(actor: Actor, permission: Permission, own: boolean): boolean {
  if (actor.kind === 'system') return true;
  const reach: Partial<Record<Role, Reach>> = permissions[permission];
  return reach[actor.role] === 'any' || (reach[actor.role] === 'own' && own);
}
