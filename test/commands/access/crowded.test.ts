import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changePassword } from '../../../commands/access/change-password';
import { hashPassword, nobodysHash, passwordMatches } from '../../../commands/access/password';
import { signIn } from '../../../commands/access/sign-in';
import { openTown, type Town } from '../../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(4);
});
afterAll(() => town.close());

it('beyond its bounded line nobody’s password is hashed: they are told when to come back, before any work', async () => {
  const hash = await nobodysHash;
  const { id: userId } = await town.user('cittadino');
  const line = Array.from({ length: availableParallelism() * 150 }, () => passwordMatches(hash, 'x'));
  const crowded = { ok: false, error: { code: 'crowded', retryAfterSeconds: expect.any(Number) as number } };
  expect(await signIn(town.db, { username: 'a', password: 'b' })).toMatchObject(crowded);
  const change = { userId, old: 'a', password: 'b', again: 'b' };
  expect(await changePassword(town.db, change)).toMatchObject(crowded);
  // Nothing was counted against whoever was sent back.
  expect((await town.db.$client.query('select from sign_in_counts')).rowCount).toBe(0);
  await Promise.all(line);
  expect(await signIn(town.db, { username: 'a', password: 'b' })).toMatchObject({
    error: { code: 'credentials' },
  });
});

it('hashes go on one after the other when one of them fails', async () => {
  const failing = Array.from({ length: availableParallelism() * 3 }, () => passwordMatches('no hash', 'x'));
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await hashPassword('prova-di-hash-1')).toMatch(/^\$argon2id\$/);
});
