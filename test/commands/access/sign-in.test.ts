import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accredit } from '../../../commands/access/accredit';
import { changePassword } from '../../../commands/access/change-password';
import { recoverPassword, requestRecovery } from '../../../commands/access/recovery';
import { signIn } from '../../../commands/access/sign-in';
import { sessionUser } from '../../../db/queries/session';
import { accessEvents, signInCounts } from '../../../db/schema/access';
import { messages } from '../../../db/schema/delivery';
import { passwordRecoveries, users } from '../../../db/schema/people';
import { accreditation, fiscalCodeOf, lastMessage, userByFiscalCode } from '../../support/citizen';
import { atOnce, tally } from '../../support/records';
import { openedSession } from '../../support/sessions';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
let people = 0;

beforeAll(async () => {
  town = await openTown(20);
});
afterAll(() => town.close());

interface Citizen {
  userId: string;
  username: string;
  email: string;
  password: string;
}

/** Somebody who has just received their access codes. */
async function accredited(): Promise<Citizen> {
  const person = ++people;
  done(await accredit(town.db, accreditation(person)));
  const { id: userId, username, email } = await userByFiscalCode(town.db, fiscalCodeOf(person));
  const mail = await lastMessage(town.db, 'credentials', email);
  return { userId, username, email, password: mail?.temporaryPassword ?? '' };
}

const enter = (username: string, password: string) => signIn(town.db, { username, password });

const recoveryToken = async ({ username, email }: Citizen): Promise<string> => {
  done(await requestRecovery(town.db, { username }));
  return (await lastMessage(town.db, 'password-recovery', email))?.token ?? '';
};

const recover = (token: string, password: string, again = password) =>
  recoverPassword(town.db, { token, password, again });

const wrong = { ok: false, error: { code: 'credentials' } };
const expired = { ok: false, error: { code: 'link-expired' } };
const fault = (field: string, code: string) => ({
  ok: false,
  error: { code: 'invalid', faults: [{ field, code }] },
});

/** Milliseconds an entry takes: the middle of several tries. */
async function timeOf(username: string, password: string): Promise<number> {
  const times = [];
  for (let attempt = 0; attempt < 7; attempt++) {
    await town.db.delete(signInCounts);
    const start = performance.now();
    await enter(username, password);
    times.push(performance.now() - start);
  }
  return times.toSorted((one, other) => one - other)[3] ?? 0;
}

describe('entering', () => {
  it('is by username and password, however the username is typed', async () => {
    const { userId, username, password } = await accredited();
    const entered = { userId, sessionVersion: 1, role: 'cittadino', mustChangePassword: true };
    expect(done(await enter(username, password))).toEqual(entered);
    expect(done(await enter(` ${username.toUpperCase()} `, password))).toEqual(entered);
  });

  it('is refused alike for a wrong user, a wrong password and a suspended user', async () => {
    const [one, other, suspended] = [await accredited(), await accredited(), await accredited()];
    await town.db.update(users).set({ active: false }).where(eq(users.id, suspended.userId));
    expect(await enter('nessuno', one.password)).toEqual(wrong);
    expect(await enter(one.username, other.password)).toEqual(wrong);
    expect(await enter(one.username, '')).toEqual(wrong);
    expect(await enter(one.username, one.password.toUpperCase())).toEqual(wrong);
    expect(await enter(one.username, ` ${one.password}`)).toEqual(wrong);
    expect(await enter("' or true --", one.password)).toEqual(wrong);
    expect(await enter(suspended.username, suspended.password)).toEqual(wrong);
  });

  it('takes as long for a user there is not as for a wrong password', async () => {
    const { username } = await accredited();
    await enter('nessuno', 'sbagliata-1');
    const [known, unknown] = [await timeOf(username, 'sbagliata-1'), await timeOf('nessuno', 'sbagliata-1')];
    expect(unknown / known).toBeGreaterThan(0.3);
  });
});

describe('changing the password', () => {
  const change = ({ userId, password: old }: Citizen, password: string, again = password) =>
    changePassword(town.db, { userId, old, password, again });

  it('lets in by the new one only, and asks for no other change', async () => {
    const citizen = await accredited();
    done(await change(citizen, 'bucatini-4'));
    expect(await enter(citizen.username, citizen.password)).toEqual(wrong);
    expect(done(await enter(citizen.username, 'bucatini-4'))).toMatchObject({
      userId: citizen.userId,
      sessionVersion: 2,
      mustChangePassword: false,
    });
  });

  it('ends every session but the one it opens', async () => {
    const citizen = await accredited();
    const before = await openedSession(town.db, done(await enter(citizen.username, citizen.password)));
    expect(await sessionUser(town.db, before)).not.toBeNull();
    const after = await openedSession(town.db, done(await change(citizen, 'bucatini-4')));
    expect(await sessionUser(town.db, before)).toBeNull();
    expect(await sessionUser(town.db, after)).not.toBeNull();
    expect(await lastMessage(town.db, 'password-changed', citizen.email)).toEqual({ givenName: 'Luigi' });
    const { userId } = citizen;
    expect(await town.db.select().from(accessEvents).where(eq(accessEvents.userId, userId))).toMatchObject([
      { kind: 'password-changed', actorId: userId },
    ]);
  });

  it('is done once by two changes at once from the same old password', async () => {
    const citizen = await accredited();
    const outcomes = await Promise.all([change(citizen, 'bucatini-4'), change(citizen, 'amatriciana-5')]);
    expect(tally(outcomes)).toEqual({ done: 1, refusals: ['invalid'] });
    const entered = await Promise.all(
      ['bucatini-4', 'amatriciana-5'].map((password) => enter(citizen.username, password)),
    );
    expect(entered.map(({ ok }) => ok)).toEqual(outcomes.map(({ ok }) => ok));
  });

  it('is refused, and changes nothing, when the old or the new one is not good', async () => {
    const citizen = await accredited();
    const old = (password: string) => ({ ...citizen, password });
    expect(await change(old('sbagliata-1'), 'bucatini-4')).toEqual(fault('old', 'password-old'));
    expect(await change(citizen, citizen.password)).toEqual(fault('password', 'password-same'));
    expect(await change(citizen, 'corta-1')).toEqual(fault('password', 'password-short'));
    expect(await change(citizen, 'senza-cifre')).toEqual(fault('password', 'password-digit'));
    expect(await change(citizen, '1234567890')).toEqual(fault('password', 'password-letter'));
    expect(await change(citizen, `${citizen.username}-99`)).toEqual(fault('password', 'password-personal'));
    const code = fiscalCodeOf(people).toLowerCase();
    expect(await change(citizen, code)).toEqual(fault('password', 'password-personal'));
    expect(await change(citizen, 'Assemini-2026')).toEqual(fault('password', 'password-personal'));
    expect(await change(citizen, 'ciao-luigi-3')).toEqual(fault('password', 'password-personal'));
    expect(await change(citizen, 'Password123')).toEqual(fault('password', 'password-common'));
    expect(await change(citizen, 'bucatini-4', 'bucatini-5')).toEqual(fault('again', 'password-differs'));
    expect(await change(old('sbagliata-1'), 'corta-1', 'corta-2')).toMatchObject({
      error: {
        faults: [
          { field: 'old', code: 'password-old' },
          { field: 'password', code: 'password-short' },
          { field: 'again', code: 'password-differs' },
        ],
      },
    });
    expect(done(await enter(citizen.username, citizen.password)).sessionVersion).toBe(1);
  });

  it('of a user there is not finds nothing', async () => {
    const nobody = { ...(await accredited()), userId: newId() };
    expect(await change(nobody, 'bucatini-4')).toEqual({ ok: false, error: { code: 'not-found' } });
  });
});

describe('recovering the password', () => {
  it('sends a link to the mail of record, for known usernames only, and answers all alike', async () => {
    const citizen = await accredited();
    const before = await town.db.$count(messages);
    expect(await requestRecovery(town.db, { username: 'nessuno' })).toEqual({ ok: true, value: null });
    expect(await town.db.$count(messages)).toBe(before);
    const asked = { username: ` ${citizen.username.toUpperCase()} ` };
    expect(await requestRecovery(town.db, asked)).toEqual({ ok: true, value: null });
    const mail = await lastMessage(town.db, 'password-recovery', citizen.email);
    expect(Buffer.from(mail?.token ?? '', 'base64url')).toHaveLength(32);
  });

  it('takes the same time for a username there is not', async () => {
    const { username } = await accredited();
    const times: number[] = [];
    for (const name of [username, 'nessuno-davvero']) {
      const start = performance.now();
      done(await requestRecovery(town.db, { username: name }));
      times.push(performance.now() - start);
    }
    const [known = 0, unknown = 0] = times;
    expect(Math.min(known, unknown)).toBeGreaterThan(240);
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('mails three times in an hour, and says nothing of it', async () => {
    const citizen = await accredited();
    const before = await town.db.$count(messages);
    const outcomes = await atOnce(5, () => requestRecovery(town.db, citizen));
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => ({ ok: true, value: null })));
    expect(await town.db.$count(messages)).toBe(before + 3);
  });

  it('is refused to an address that asks without end, whatever it asks for', async () => {
    const address = '198.51.100.7';
    const outcomes = await atOnce(31, (index) =>
      requestRecovery(town.db, { username: `nessuno-${index}`, address }),
    );
    expect(tally(outcomes)).toEqual({ done: 30, refusals: ['too-many-requests'] });
  });

  it('sends nothing to a suspended user', async () => {
    const citizen = await accredited();
    await town.db.update(users).set({ active: false }).where(eq(users.id, citizen.userId));
    done(await requestRecovery(town.db, citizen));
    expect(await lastMessage(town.db, 'password-recovery', citizen.email)).toBeNull();
  });

  it('sets the new password and ends every session', async () => {
    const citizen = await accredited();
    const before = await openedSession(town.db, { userId: citizen.userId, sessionVersion: 1 });
    done(await recover(await recoveryToken(citizen), 'bucatini-4'));
    expect(await enter(citizen.username, citizen.password)).toEqual(wrong);
    expect(done(await enter(citizen.username, 'bucatini-4')).sessionVersion).toBe(2);
    expect(await sessionUser(town.db, before)).toBeNull();
  });

  it('is good once', async () => {
    const citizen = await accredited();
    const token = await recoveryToken(citizen);
    done(await recover(token, 'bucatini-4'));
    expect(await recover(token, 'amatriciana-5')).toEqual(expired);
    done(await enter(citizen.username, 'bucatini-4'));
  });

  it('gives the answer again to who lost it, with the same password and no second effect', async () => {
    const citizen = await accredited();
    const token = await recoveryToken(citizen);
    const first = done(await recover(token, 'bucatini-4'));
    expect(done(await recover(token, 'bucatini-4'))).toEqual(first);
    expect((await userByFiscalCode(town.db, fiscalCodeOf(people))).sessionVersion).toBe(2);
    expect(await recover(token, 'bucatini-4', 'bucatini-5')).toEqual(expired);
    await town.db.update(passwordRecoveries).set({ expiresAt: new Date(Date.now() - 1) });
    expect(await recover(token, 'bucatini-4')).toEqual(expired);
  });

  it('that is used up tells nobody the password by trying many', async () => {
    const citizen = await accredited();
    const token = await recoveryToken(citizen);
    done(await recover(token, 'bucatini-4'));
    const tries = [];
    for (let guess = 0; guess < 12; guess++) tries.push(await recover(token, `indovina-${guess}`));
    expect(tries.map((each) => !each.ok && each.error.code)).toContain('sign-in-slowed');
  });

  it('is good once for five tries at once', async () => {
    const citizen = await accredited();
    const token = await recoveryToken(citizen);
    const outcomes = await atOnce(5, (index) => recover(token, `bucatini-${index}`));
    expect(tally(outcomes)).toEqual({ done: 1, refusals: Array.from({ length: 4 }, () => 'link-expired') });
    done(await enter(citizen.username, `bucatini-${outcomes.findIndex(({ ok }) => ok)}`));
    expect((await userByFiscalCode(town.db, fiscalCodeOf(people))).sessionVersion).toBe(2);
  });

  it('stays good after a password that was refused', async () => {
    const citizen = await accredited();
    const token = await recoveryToken(citizen);
    expect(await recover(token, 'corta-1')).toEqual(fault('password', 'password-short'));
    expect(await recover(token, 'bucatini-4', 'bucatini-5')).toEqual(fault('again', 'password-differs'));
    done(await recover(token, 'bucatini-4'));
  });

  it('is good for half an hour', async () => {
    const citizen = await accredited();
    const token = await recoveryToken(citizen);
    const [link] = await town.db
      .select()
      .from(passwordRecoveries)
      .where(eq(passwordRecoveries.userId, citizen.userId));
    const minutes = ((link?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000;
    expect(Math.abs(minutes - 30)).toBeLessThan(1);
    await town.db
      .update(passwordRecoveries)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(passwordRecoveries.userId, citizen.userId));
    expect(await recover(token, 'bucatini-4')).toEqual(expired);
    done(await enter(citizen.username, citizen.password));
  });

  it.each(['', 'x', 'A'.repeat(43), '../../etc/passwd'])('is not opened by the token %j', async (token) => {
    expect(await recover(token, 'bucatini-4')).toEqual(expired);
  });

  it('keeps only the hash of its token beside the user', async () => {
    const citizen = await accredited();
    const token = await recoveryToken(citizen);
    const { rows } = await town.db.$client.query<{ row: string }>(
      'select row(r.*)::text as row from password_recoveries r where user_id = $1',
      [citizen.userId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
    expect(rows[0]?.row).not.toContain(Buffer.from(token).toString('hex'));
    expect(rows[0]?.row).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });
});

describe('a temporary password', () => {
  const over = { ok: false, error: { code: 'temporary-password-over' } };
  const later = (userId: string, interval: string) =>
    town.db.$client.query(
      `update users set password_until = password_until - interval '${interval}' where id = $1`,
      [userId],
    );

  it('is good for a week', async () => {
    const { userId, username, password } = await accredited();
    await later(userId, '6 days 23 hours');
    await enter(username, 'sbagliata-1');
    await later(userId, '2 hours');
    expect(await enter(username, 'sbagliata-1')).toEqual(wrong);
    expect(await enter(username, password)).toEqual(over);
  });

  it('is used once: what follows in the same minutes is a lost answer, and does not make them longer', async () => {
    const { userId, username, password } = await accredited();
    done(await enter(username, password));
    done(await enter(username, password));
    await later(userId, '14 minutes');
    done(await enter(username, password));
    await later(userId, '2 minutes');
    expect(await enter(username, password)).toEqual(over);
  });

  it('gives way to one that was chosen, which has no end', async () => {
    const citizen = await accredited();
    done(await recover(await recoveryToken(citizen), 'bucatini-4'));
    const [user] = await town.db
      .select({ until: users.passwordUntil, waits: sql`must_change_password` })
      .from(users)
      .where(eq(users.id, citizen.userId));
    expect(user).toEqual({ until: null, waits: false });
  });
});
