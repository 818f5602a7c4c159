import type { Actor, Role } from './roles';

/** Whether the act touches what is the actor's own (their application, their shop's movement) or anybody's. */
type Reach = 'own' | 'any';

/** Who compiles an application: its citizen, an operator in a call with them, an intermediary with their mandate. */
const filing = { cittadino: 'own', contactcenter: 'own', intermediario: 'own' } as const;

const staff = { operatore: 'any', responsabile: 'any' } as const;

/**
 * Role × act × relation, the whole of it. An act that is not listed for a role is refused; `own` requires the
 * relation. Commands and queries ask this table; pages and buttons only mirror it.
 */
const permissions = {
  'application.open': { cittadino: 'own' },
  'application.edit': filing,
  'application.attach': filing,
  'application.submit': filing,
  'application.withdraw': { cittadino: 'own' },
  'application.discard': { cittadino: 'own' },
  'application.rate': { cittadino: 'own' },
  'application.read': { ...filing, ...staff },
  /** A draft that somebody compiles for its citizen, back into the citizen's hands. */
  'application.take-over': { cittadino: 'own' },
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
  /** Who looked at whose data, and how far the audit log has come. */
  'audit.read': { responsabile: 'any' },
  'own-data.ask': { cittadino: 'own' },
  'own-data.decide': { responsabile: 'any' },
  'retention.decide': { responsabile: 'any' },
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
  /** Controls of declarations: preparing and drawing a sample, writing down what was found. */
  'control.check': staff,
  /** Asking back what was spent without a right to it. */
  'control.recover': { responsabile: 'any' },
  'ticket.answer': { supporto: 'any', responsabile: 'any' },
  /** Messages that did not arrive: that they failed, what they are and whose matter it is, never their words. */
  'message.follow-up': { supporto: 'any', ...staff },
  /** The texts that go out, with examples. */
  'message.preview': { amministratore: 'any', ...staff },
  'ticket.list': { supporto: 'any', responsabile: 'any' },
  /** The state of a voucher or an access, for who asks for help with it. */
  'ticket.look': { supporto: 'any', responsabile: 'any' },
  /** What is left on the voucher, in such a look. */
  'ticket.look-balance': { responsabile: 'any' },
  /** Taking the second factor of somebody else who lost it. */
  'second-factor.reset': { responsabile: 'any', amministratore: 'any' },
  /** Finding or registering a person on the telephone, and acting for them once their PIN is verified. */
  'call.run': { contactcenter: 'own' },
  /** The mandates of one's organisation. */
  'mandate.keep': { intermediario: 'own' },
  /** Who files for others: adding and suspending organisations and their people. */
  'organisation.run': { amministratore: 'any' },
  /** Who works for the Ente: giving and taking their accesses. */
  'staff.run': { amministratore: 'any' },
  'pin.revoke': { cittadino: 'own' },
  /** The letters with the second part of PINs: writing one at the counter, printing, posting. */
  'pin.letter': staff,
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

export type Permission = keyof typeof permissions;

/**
 * What is left to who entered with the first part of a PIN alone: compiling, sending and following one's own application
 * opened in that way (INPS, indicazioni operative of 03/04/2020). Nothing else, whatever the table above says.
 */
const simplifiedKeeps: ReadonlySet<Permission> = new Set([
  'application.open',
  'application.edit',
  'application.attach',
  'application.submit',
  'application.discard',
  'application.read',
  'application.take-over',
]);

/** Whether who entered by the simplified mode may still perform an act. */
export const inSimplifiedMode = (permission: Permission): boolean => simplifiedKeeps.has(permission);

/** Whether the actor may perform the act on something that is, or is not, their own. The system may do all. */
export function may(actor: Actor, permission: Permission, own: boolean): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'user' && actor.level === 'simplified' && !inSimplifiedMode(permission)) return false;
  const reach: Partial<Record<Role, Reach>> = permissions[permission];
  return reach[actor.role] === 'any' || (reach[actor.role] === 'own' && own);
}
