import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../commands/access/sessions';
import type { SessionGrant } from '../../../commands/access/sign-in';
import { completePin, enterWithPin } from '../../../commands/pin/enter';
import { draftLetter, keepLetter, letterOf, markPosted, printLetter } from '../../../commands/pin/letter';
import { requestPin } from '../../../commands/pin/request';
import { revokePin } from '../../../commands/pin/revoke';
import { messages, outbox } from '../../../db/schema/delivery';
import { users } from '../../../db/schema/people';
import { pins, pinTries } from '../../../db/schema/pins';
import { openMessageRow, sealedMessage } from '../../../db/sealing/columns';
import { sessionUser } from '../../../db/queries/session';
import { fiscalCodeOf } from '../../support/citizen';
import { firstPartTo, namesOf, newestPin, pinOf } from '../../support/pin';
import { atOnce } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(20);
});
afterAll(() => town.close());

const pinRow = async (id: string) => (await town.db.select().from(pins).where(eq(pins.id, id)))[0];

const enter = async (citizen: User, pin: string) =>
  enterWithPin(town.db, { fiscalCode: (await namesOf(town.db, citizen)).fiscalCode, pin });

/** The letter's second part, written as the workflow does. */
async function letterFor(pinId: string): Promise<{ second: string; letterId: string }> {
  const letter = await draftLetter(town.db, pinId);
  if (!letter) throw new Error('no letter is due');
  const { letterId } = done(await keepLetter(town.db, { pinId, letter, content: Buffer.from('%PDF') }));
  return { second: letter.secondPart, letterId };
}

/** Past the wait that wrong tries ask for. */
const forgetWaits = () =>
  town.db.update(pinTries).set({ lastAt: sql`clock_timestamp() - interval '2 hours'` });

/** The id of a session that is opened for a grant. */
const opened = async (grant: SessionGrant): Promise<string> =>
  (await startSession(town.db, grant, { address: null, userAgent: null, device: 'device' })) ?? 'none';

describe('asking for a PIN', () => {
  it('sends the first part at once to the contact on record, and keeps its hash alone', async () => {
    const citizen = await town.user('cittadino');
    const { pinId, first } = await pinOf(town.db, citizen);
    expect(first).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
    const row = await pinRow(pinId);
    expect(row).toMatchObject({ secondHash: null, activatedAt: null, endedAt: null });
    expect(row?.firstHash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(row)).not.toContain(first.replace('-', ''));
    const told = await town.db.select().from(outbox).where(eq(outbox.businessId, pinId));
    expect(told).toMatchObject([{ process: 'pin', number: 1, event: { kind: 'requested' } }]);
  });

  it('by SMS reaches the number on record, whatever is typed', async () => {
    const citizen = await town.user('cittadino');
    await town.db.update(users).set({ mobile: '347 000 1122' }).where(eq(users.id, citizen.id));
    const names = await namesOf(town.db, citizen);
    done(await requestPin(town.db, { ...names, way: 'sms' }));
    expect(await firstPartTo(town.db, '+393470001122')).toMatch(/^.{4}-.{4}$/);
  });

  it('answers the same for whom nobody knows, and sends nothing', async () => {
    const citizen = await town.user('cittadino');
    const names = await namesOf(town.db, citizen);
    const before = await town.db.select().from(pins);
    const queued = await town.db.select({ id: messages.id }).from(messages);
    const unknown = { ...names, fiscalCode: fiscalCodeOf(801), way: 'email' };
    const otherName = { ...names, familyName: 'Bianchi', way: 'email' };
    for (const typed of [unknown, otherName]) {
      expect(await requestPin(town.db, typed)).toEqual({ ok: true, value: null });
    }
    expect(await town.db.select().from(pins)).toEqual(before);
    expect(await town.db.select({ id: messages.id }).from(messages)).toEqual(queued);
  });

  it('tells what cannot be read, field by field', async () => {
    expect(
      await requestPin(town.db, { fiscalCode: 'X', familyName: ' ', givenName: 'A', way: 'piccione' }),
    ).toMatchObject({
      ok: false,
      error: {
        code: 'invalid',
        faults: [{ field: 'fiscalCode' }, { field: 'familyName' }, { field: 'way' }],
      },
    });
  });

  it('for one person is not repeated without end', async () => {
    const names = await namesOf(town.db, await town.user('cittadino'));
    for (let time = 0; time < 5; time++) done(await requestPin(town.db, { ...names, way: 'email' }));
    expect(await requestPin(town.db, { ...names, way: 'email' })).toMatchObject({
      error: { code: 'too-many-requests' },
    });
  });
});

describe('a PIN', () => {
  it('opens the simplified mode with its first part, everything with both', async () => {
    const citizen = await town.user('cittadino');
    const { pinId, first } = await pinOf(town.db, citizen);
    expect(done(await enter(citizen, first))).toMatchObject({
      userId: citizen.id,
      method: 'pin',
      level: 'simplified',
    });
    const { second } = await letterFor(pinId);
    const whole = done(await enter(citizen, first + second));
    expect(whole).toEqual({ userId: citizen.id, sessionVersion: 1, method: 'pin' });
    expect((await pinRow(pinId))?.activatedAt).not.toBeNull();
    const { email } = await namesOf(town.db, citizen);
    const told = await town.db.select().from(messages).where(eq(messages.recipient, email));
    expect(told.filter(({ kind }) => kind === 'pin-activated')).toHaveLength(1);
    done(await enter(citizen, first + second));
  });

  it('is completed by who entered with its first part', async () => {
    const citizen = await town.user('cittadino');
    const { pinId, first } = await pinOf(town.db, citizen);
    done(await enter(citizen, first));
    const { second } = await letterFor(pinId);
    const wrong = { userId: citizen.id, second: first };
    expect(await completePin(town.db, wrong)).toMatchObject({ error: { code: 'pin-wrong' } });
    const grant = done(await completePin(town.db, { userId: citizen.id, second }));
    expect(grant).not.toHaveProperty('level');
    expect((await pinRow(pinId))?.activatedAt).not.toBeNull();
  });

  it('is wrong in one way only: unknown, mistaken, half right, not yet written, ended, expired', async () => {
    const citizen = await town.user('cittadino');
    const { pinId, first } = await pinOf(town.db, citizen);
    const wrong = { ok: false, error: { code: 'pin-wrong' } };
    expect(await enter(citizen, 'ABCD-EFGH')).toEqual(wrong);
    expect(await enter(citizen, `${first}ABCDEFGH`)).toEqual(wrong);
    expect(await enterWithPin(town.db, { fiscalCode: fiscalCodeOf(801), pin: first })).toEqual(wrong);
    await forgetWaits();
    await town.db
      .update(pins)
      .set({ expiresAt: sql`clock_timestamp()` })
      .where(eq(pins.id, pinId));
    expect(await enter(citizen, first)).toEqual(wrong);
  });

  it('is not guessed: tries wait, also those that come at once, also for nobody', async () => {
    const citizen = await town.user('cittadino');
    const { first } = await pinOf(town.db, citizen);
    const tries = await atOnce(12, () => enter(citizen, 'ABCD-EFGH'));
    const codes = tries.map((outcome) => (outcome.ok ? 'entered' : outcome.error.code));
    expect(codes.filter((code) => code === 'pin-wrong')).toHaveLength(3);
    expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(9);
    expect(await enter(citizen, first)).toMatchObject({ error: { code: 'too-many-requests' } });
    const nobody = { fiscalCode: fiscalCodeOf(802), pin: 'ABCD-EFGH' };
    const unknown = await atOnce(4, () => enterWithPin(town.db, nobody));
    expect(unknown.filter((outcome) => !outcome.ok && outcome.error.code === 'pin-wrong')).toHaveLength(3);
    await forgetWaits();
    done(await enter(citizen, first));
    // What was wrong before counts no more.
    expect(await enter(citizen, 'ABCD-EFGH')).toMatchObject({ error: { code: 'pin-wrong' } });
  });

  it('that is renewed stays good until the new one is used', async () => {
    const citizen = await town.user('cittadino');
    const old = await pinOf(town.db, citizen);
    done(await enter(citizen, old.first));
    const lost = await pinOf(town.db, citizen);
    const renewed = await pinOf(town.db, citizen);
    expect((await pinRow(lost.pinId))?.endedWhy).toBe('rinnovato');
    done(await enter(citizen, old.first));
    done(await enter(citizen, renewed.first));
    expect((await pinRow(old.pinId))?.endedWhy).toBe('rinnovato');
    expect(await enter(citizen, old.first)).toMatchObject({ error: { code: 'pin-wrong' } });
  });

  it('that is revoked opens nothing, and nobody who entered with it is still in', async () => {
    const citizen = await town.user('cittadino');
    const { first } = await pinOf(town.db, citizen);
    const session = await opened(done(await enter(citizen, first)));
    expect(await revokePin(town.db, { ...citizen, level: 'simplified' })).toMatchObject({
      error: { code: 'simplified-access' },
    });
    const grant = done(await revokePin(town.db, citizen));
    expect(await sessionUser(town.db, session)).toBeNull();
    expect(await sessionUser(town.db, await opened(grant))).not.toBeNull();
    expect(await enter(citizen, first)).toMatchObject({ error: { code: 'pin-wrong' } });
  });

  it('cannot be read in its message any more once its first part was used', async () => {
    const citizen = await town.user('cittadino');
    const { pinId, first } = await pinOf(town.db, citizen);
    const ofIt = eq(messages.businessKey, `pin-first-part:${pinId}`);
    const [message] = await town.db.select().from(messages).where(ofIt);
    if (!message) throw new Error('no message is there');
    const { id } = message;
    await town.db
      .update(messages)
      .set({
        status: 'inviato',
        text: sealedMessage.text.seal(id, first),
        subject: sealedMessage.subject.seal(id, 'PIN'),
        triedAt: new Date(),
        sentAt: new Date(),
        attempts: 1,
      })
      .where(ofIt);
    done(await enter(citizen, first));
    const after = await town.db.select().from(messages).where(ofIt);
    expect(JSON.stringify(after.map(openMessageRow))).not.toContain(first);
  });
});

describe('the letter', () => {
  it('is written once, by whoever comes first', async () => {
    const { pinId } = await pinOf(town.db, await town.user('cittadino'));
    const letter = await draftLetter(town.db, pinId);
    if (!letter) throw new Error('no letter is due');
    const content = Buffer.from('%PDF');
    const kept = await atOnce(4, () => keepLetter(town.db, { pinId, letter, content }));
    expect(new Set(kept.map((outcome) => done(outcome).letterId)).size).toBe(1);
    expect(await draftLetter(town.db, pinId)).toBeNull();
  });

  it('is printed by the office alone, and once posted its document is gone', async () => {
    const [citizen, operator] = [await town.user('cittadino'), await town.user('operatore')];
    const { pinId } = await pinOf(town.db, citizen);
    const { letterId } = await letterFor(pinId);
    expect(await markPosted(town.db, operator, letterId)).toMatchObject({
      error: { code: 'act-not-allowed' },
    });
    for (const actor of [citizen, await town.user('supporto'), await town.user('contactcenter')]) {
      expect(await printLetter(town.db, actor, letterId)).toMatchObject({ error: { code: 'not-found' } });
    }
    expect(done(await printLetter(town.db, operator, letterId)).content.toString()).toBe('%PDF');
    done(await markPosted(town.db, operator, letterId));
    done(await markPosted(town.db, operator, letterId));
    expect(await letterOf(town.db, pinId)).toMatchObject({ status: 'spedita', content: null });
    expect(await printLetter(town.db, operator, letterId)).toMatchObject({ error: { code: 'not-found' } });
  });

  it('of a PIN that has ended is not written', async () => {
    const citizen = await town.user('cittadino');
    await pinOf(town.db, citizen);
    const pinId = await newestPin(town.db, citizen);
    done(await revokePin(town.db, citizen));
    expect(await draftLetter(town.db, pinId)).toBeNull();
  });
});
