import { afterAll, beforeAll, expect, it } from 'vitest';
import { recoverPassword } from '../../../commands/access/recovery';
import { signIn } from '../../../commands/access/sign-in';
import { appointFirstAdministrator } from '../../../commands/installation/first-administrator';
import { passwordRecoveries } from '../../../db/schema/people';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown(4);
});
afterAll(() => town.close());

const ivo = { givenName: 'Ivo', familyName: 'Puddu', email: 'ivo@example.org' };
const password = 'Bruma 9 gelida';
const choose = (token: string) => recoverPassword(town.db, { token, password, again: password });
const enter = (username: string, typed: string) => signIn(town.db, { username, password: typed });

it('lets the first administrator choose the password by a link, once, and has no second one', async () => {
  expect(await appointFirstAdministrator(town.db, { ...ivo, email: 'nessuna' })).toMatchObject({
    error: { code: 'invalid', faults: [{ field: 'email' }] },
  });
  const lost = done(await appointFirstAdministrator(town.db, ivo));
  // The link was lost before it was used: another one takes its place, for the same person.
  const { username, token } = done(await appointFirstAdministrator(town.db, ivo));
  expect(username).toBe(lost.username);
  expect((await choose(lost.token)).ok).toBe(false);
  const kept = await town.db.select().from(passwordRecoveries);
  expect(JSON.stringify(kept)).not.toContain(token);

  done(await choose(token));
  expect((await enter(username, password)).ok).toBe(true);
  expect(await appointFirstAdministrator(town.db, { ...ivo, givenName: 'Ada' })).toMatchObject({
    error: { code: 'act-not-allowed' },
  });
  expect((await enter(username, password)).ok).toBe(true);
});
