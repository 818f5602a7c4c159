import { beforeAll, describe, expect, it } from 'vitest';
import { holderOf, lotOf, newTicket, openTicket, sealTicket } from '../../../app/_server/gate/ticket';
import { prepareGate } from '../../support/gate';

beforeAll(() => prepareGate());

const now = Date.UTC(2026, 10, 30, 8);

describe('a ticket', () => {
  it('says when its browser came, to us alone', () => {
    const ticket = newTicket(now);
    expect(openTicket(sealTicket(ticket), now)).toEqual(ticket);
    expect(Math.floor(ticket.arrivedAt / 1_000)).toBe(now);
  });

  it('is nothing where anything of it was changed, or it is of another day', () => {
    const sealed = sealTicket(newTicket(now));
    const [arrived = '', holder = '', seal = ''] = sealed.split('.');
    for (const forged of [
      `${(1).toString(36)}.${holder}.${seal}`,
      `${arrived}.${'0'.repeat(32)}.${seal}`,
      `${arrived}.${holder}.${'A'.repeat(seal.length)}`,
      `${arrived}.${holder}.`,
      `${arrived}.${holder}`,
      '',
      '..',
    ])
      expect([forged, openTicket(forged, now)]).toEqual([forged, null]);
    expect(openTicket(undefined, now)).toBeNull();
    expect(openTicket(sealed, now + 8 * 3_600_000 + 1)).toBeNull();
  });
});

describe('a lot', () => {
  it('is drawn once: the same however often it is asked for, another at the next opening', () => {
    expect(lotOf('198.51.100.7', now)).toBe(lotOf('198.51.100.7', now));
    expect(lotOf('198.51.100.7', now)).not.toBe(lotOf('198.51.100.7', now + 1));
  });

  it('is as likely to be anywhere', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let person = 0; person < 20_000; person++) {
      const tenth = Math.floor(lotOf(holderOf(`person ${person}`), now) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // Two thousand are expected in each, and 42 to either side is one standard deviation: the key of the test is fixed.
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(210);
  });
});

it('a person’s place tells nobody who they are', () => {
  expect(holderOf('a')).toMatch(/^[0-9a-f]{32}$/);
  expect(holderOf('a')).not.toBe(holderOf('b'));
});
