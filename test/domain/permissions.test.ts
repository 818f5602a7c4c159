import { describe, expect, it } from 'vitest';
import { may, type Permission } from '../../domain/permissions';
import { roles, system, type Actor, type Role } from '../../domain/roles';

type Reach = 'no' | 'own' | 'any';

const nobody: Record<Role, Reach> = {
  cittadino: 'no',
  operatore: 'no',
  responsabile: 'no',
  esercente: 'no',
  cassiere: 'no',
  supporto: 'no',
  contactcenter: 'no',
  intermediario: 'no',
  amministratore: 'no',
};

/** Who may do what: nobody but those named. */
const expected: Record<Permission, Record<Role, Reach>> = {
  'application.open': { ...nobody, cittadino: 'own' },
  'application.edit': { ...nobody, cittadino: 'own', contactcenter: 'own', intermediario: 'own' },
  'application.attach': { ...nobody, cittadino: 'own', contactcenter: 'own', intermediario: 'own' },
  'application.submit': { ...nobody, cittadino: 'own', contactcenter: 'own', intermediario: 'own' },
  'application.withdraw': { ...nobody, cittadino: 'own' },
  'application.discard': { ...nobody, cittadino: 'own' },
  'application.rate': { ...nobody, cittadino: 'own' },
  'application.read': {
    ...nobody,
    cittadino: 'own',
    contactcenter: 'own',
    intermediario: 'own',
    operatore: 'any',
    responsabile: 'any',
  },
  'application.take-over': { ...nobody, cittadino: 'own' },
  'application.worklist': { ...nobody, operatore: 'any', responsabile: 'any' },
  'application.decide': { ...nobody, operatore: 'any', responsabile: 'any' },
  'application.take': { ...nobody, operatore: 'any', responsabile: 'any' },
  'application.assign': { ...nobody, responsabile: 'any' },
  'application.annul': { ...nobody, operatore: 'any', responsabile: 'any' },
  'application.ask': { ...nobody, operatore: 'any', responsabile: 'any' },
  'application.answer': { ...nobody, cittadino: 'own' },
  'application.request-review': { ...nobody, cittadino: 'own' },
  'application.countersign': { ...nobody, responsabile: 'any' },
  'application.export': { ...nobody, operatore: 'any', responsabile: 'any' },
  'batch.run': { ...nobody, operatore: 'any', responsabile: 'any' },
  'programme.edit': { ...nobody, operatore: 'any', responsabile: 'any' },
  'programme.publish': { ...nobody, responsabile: 'any' },
  'programme.close': { ...nobody, responsabile: 'any' },
  'budget.read': { ...nobody, operatore: 'any', responsabile: 'any' },
  'budget.share-out': { ...nobody, responsabile: 'any' },
  'register.import': { ...nobody, operatore: 'any', responsabile: 'any' },
  'register.ask': { ...nobody, operatore: 'any', responsabile: 'any' },
  'view.save': { ...nobody, operatore: 'any', responsabile: 'any' },
  'audit.read': { ...nobody, responsabile: 'any' },
  'own-data.ask': { ...nobody, cittadino: 'own' },
  'own-data.decide': { ...nobody, responsabile: 'any' },
  'retention.decide': { ...nobody, responsabile: 'any' },
  'voucher.manage': { ...nobody, operatore: 'any', responsabile: 'any' },
  'voucher.revoke': { ...nobody, responsabile: 'any' },
  'voucher.check': { ...nobody, esercente: 'any', cassiere: 'any' },
  'voucher.redeem': { ...nobody, esercente: 'any', cassiere: 'any' },
  'hold.end': { ...nobody, esercente: 'own', cassiere: 'own' },
  'redemption.void': { ...nobody, esercente: 'own', cassiere: 'own' },
  'redemption.list': { ...nobody, esercente: 'own', cassiere: 'own' },
  'merchant.read': { ...nobody, esercente: 'own', operatore: 'any', responsabile: 'any' },
  'merchant.run': { ...nobody, esercente: 'own', operatore: 'any', responsabile: 'any' },
  'merchant.agree': { ...nobody, operatore: 'any', responsabile: 'any' },
  'settlement.read': { ...nobody, esercente: 'own', operatore: 'any', responsabile: 'any' },
  'settlement.present': { ...nobody, esercente: 'own' },
  'settlement.review': { ...nobody, operatore: 'any', responsabile: 'any' },
  'settlement.retry': { ...nobody, esercente: 'own', operatore: 'any', responsabile: 'any' },
  'settlement.pay': { ...nobody, responsabile: 'any' },
  'control.read': { ...nobody, operatore: 'any', responsabile: 'any' },
  'control.tune': { ...nobody, responsabile: 'any' },
  'control.check': { ...nobody, operatore: 'any', responsabile: 'any' },
  'control.recover': { ...nobody, responsabile: 'any' },
  'ticket.answer': { ...nobody, supporto: 'any', responsabile: 'any' },
  'ticket.list': { ...nobody, supporto: 'any', responsabile: 'any' },
  'ticket.look': { ...nobody, supporto: 'any', responsabile: 'any' },
  'ticket.look-balance': { ...nobody, responsabile: 'any' },
  'message.follow-up': { ...nobody, supporto: 'any', operatore: 'any', responsabile: 'any' },
  'message.preview': { ...nobody, operatore: 'any', responsabile: 'any', amministratore: 'any' },
  'second-factor.reset': { ...nobody, responsabile: 'any', amministratore: 'any' },
  'call.run': { ...nobody, contactcenter: 'own' },
  'organisation.run': { ...nobody, amministratore: 'any' },
  'staff.run': { ...nobody, amministratore: 'any' },
  'mandate.keep': { ...nobody, intermediario: 'own' },
  'pin.revoke': { ...nobody, cittadino: 'own' },
  'pin.letter': { ...nobody, operatore: 'any', responsabile: 'any' },
};

const userOf = (role: Role): Actor => ({ kind: 'user', id: 'user', role, merchantId: null });

const citizen = { kind: 'user', id: 'user', role: 'cittadino', merchantId: null } as const;

const till: Actor = { kind: 'till', id: 'till', role: 'esercente', merchantId: 'shop' };

const everyCell = (Object.keys(expected) as Permission[]).flatMap((permission) =>
  roles.map((role) => ({ permission, role, reach: expected[permission][role] })),
);

describe('a role', () => {
  it.each(everyCell)('$role, $permission: $reach', ({ permission, role, reach }) => {
    const actor = userOf(role);
    expect(may(actor, permission, true)).toBe(reach !== 'no');
    expect(may(actor, permission, false)).toBe(reach === 'any');
  });

  it('that does not exist may do nothing', () => {
    for (const role of ['', 'admin', 'constructor', '__proto__', 'toString']) {
      for (const { permission } of everyCell) {
        expect(may(userOf(role as Role), permission, true)).toBe(false);
        expect(may(userOf(role as Role), permission, false)).toBe(false);
      }
    }
  });
});

describe('who entered with the first part of a PIN alone', () => {
  const simplified: Actor = { ...citizen, level: 'simplified' };

  it('may compile, send and follow their own application, and nothing else', () => {
    const left = (Object.keys(expected) as Permission[]).filter((each) => may(simplified, each, true));
    expect(left).toEqual([
      'application.open',
      'application.edit',
      'application.attach',
      'application.submit',
      'application.discard',
      'application.read',
      'application.take-over',
    ]);
  });

  it('may nothing on what is not their own, whatever their role', () => {
    for (const { permission, role } of everyCell) {
      const actor: Actor = { kind: 'user', id: 'user', role, merchantId: null, level: 'simplified' };
      const within = (Object.keys(expected) as Permission[]).filter((each) => may(simplified, each, true));
      if (!within.includes(permission)) expect(may(actor, permission, false)).toBe(false);
      expect(may({ ...citizen, level: 'simplified' }, permission, false)).toBe(false);
    }
  });
});

describe('a till', () => {
  it('may do what its merchant may', () => {
    for (const { permission, reach } of everyCell.filter(({ role }) => role === 'esercente')) {
      expect(may(till, permission, true)).toBe(reach !== 'no');
      expect(may(till, permission, false)).toBe(reach === 'any');
    }
  });
});

describe('the system', () => {
  it('may do everything: its workflows act by the same commands', () => {
    for (const { permission } of everyCell) {
      expect([may(system, permission, true), may(system, permission, false)]).toEqual([true, true]);
    }
  });
});
