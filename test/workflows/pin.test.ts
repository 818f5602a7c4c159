import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterWithPin } from '../../commands/pin/enter';
import { letterOf } from '../../commands/pin/letter';
import { requestPin } from '../../commands/pin/request';
import { revokePin } from '../../commands/pin/revoke';
import type { OutgoingLetter } from '../../integrations/letters/port';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { readPdf } from '../support/pdf';
import { firstPartTo, namesOf, newestPin } from '../support/pin';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;

/** A carrier that posts letters itself, and can be out of order. */
const carrier = { takes: false, down: false, tries: 0, taken: [] as OutgoingLetter[] };

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url, {
    letters: {
      send: (letter) => {
        carrier.tries++;
        if (carrier.down) return Promise.reject(new Error('out of order'));
        if (!carrier.takes) return Promise.resolve('to-print');
        carrier.taken.push(letter);
        return Promise.resolve({ providerId: 'posta:1' });
      },
    },
  });
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const secondInDays = 1 / 86_400;

/** A PIN whose letter leaves in so many seconds. */
async function asked(citizen: User, seconds: number): Promise<{ pinId: string; first: string }> {
  const { email, ...names } = await namesOf(town.db, citizen);
  const terms = { letterAfterDays: seconds * secondInDays, validDays: 365 };
  done(await requestPin(town.db, { ...names, way: 'email' }, terms));
  return { pinId: await newestPin(town.db, citizen), first: await firstPartTo(town.db, email) };
}

const arrived = (pinId: string) =>
  eventually(
    () => letterOf(town.db, pinId),
    (letter) => letter !== null,
  );

describe('the second part of a PIN', () => {
  it('goes later by a letter, which the office prints', async () => {
    const citizen = await town.user('cittadino');
    const began = Date.now();
    const { pinId, first } = await asked(citizen, 2);
    const letter = await arrived(pinId);
    expect(Date.now() - began).toBeGreaterThan(1_900);
    expect(letter).toMatchObject({ status: 'da stampare', recipient: 'Mario Rossi' });
    const { elements, ua, marked } = await readPdf(letter?.content ?? Buffer.alloc(0));
    expect({ ua, marked }).toEqual({ ua: '1', marked: true });
    const text = JSON.stringify(elements);
    const second = /[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}/.exec(text)?.[0] ?? '';
    expect(text).not.toContain(first);
    const { fiscalCode } = await namesOf(town.db, citizen);
    const grant = done(await enterWithPin(town.db, { fiscalCode, pin: first + second }));
    expect(grant).not.toHaveProperty('level');
    const handle = await engine.handle('pin', pinId);
    await handle.result();
    await keepHistory('pin-letter-written', handle);
  });

  it('of a PIN that was revoked meanwhile never leaves', async () => {
    const citizen = await town.user('cittadino');
    const { pinId } = await asked(citizen, 2);
    done(await revokePin(town.db, citizen));
    const handle = await eventually(
      () =>
        engine.handle('pin', pinId).then((each) =>
          each.result().then(
            () => each,
            () => null,
          ),
        ),
      (each) => each !== null,
    );
    expect(await letterOf(town.db, pinId)).toBeNull();
    if (handle) await keepHistory('pin-ended-before-its-letter', handle);
  });

  it('waits for a carrier that is out of order, is written once, and leaves no copy behind', async () => {
    Object.assign(carrier, { takes: true, down: true, tries: 0 });
    const { pinId } = await asked(await town.user('cittadino'), 0);
    await eventually(
      () => Promise.resolve(carrier.tries),
      (tries) => tries >= 2,
    );
    const written = await letterOf(town.db, pinId);
    carrier.down = false;
    const gone = await eventually(
      () => letterOf(town.db, pinId),
      (letter) => letter?.status === 'spedita',
    );
    expect(gone).toMatchObject({ id: written?.id, content: null, providerId: 'posta:1' });
    expect(carrier.taken).toMatchObject([{ idempotencyKey: written?.id, recipient: 'Mario Rossi' }]);
    expect(carrier.taken[0]?.pdf.equals(written?.content ?? Buffer.alloc(0))).toBe(true);
    await (await engine.handle('pin', pinId)).result();
  });
});
