import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changePassword } from '../../commands/access/change-password';
import { endAllSessions, endSession } from '../../commands/access/sessions';
import { sessionsOf } from '../../db/queries/session';
import { users } from '../../db/schema/people';
import { demoPassword } from '../../scripts/demo/people';
import { expectAccessible, pageOf, signIn } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { cookiesOf, openGuests, type Guests } from '../support/guests';
import { enter } from '../support/portal';

let browser: TestBrowser;
let guests: Guests;
beforeAll(async () => {
  browser = await launchBrowser();
  guests = await openGuests();
});
afterAll(() => Promise.all([browser.close(), guests.close()]));

const url = (path: string) => `${given('TEST_APP_URL')}${path}`;
const nothing = '01a218ef-918b-754d-b005-226c8e1a4093';

/** What ends a session from elsewhere. */
const endings: Record<string, (userId: string) => Promise<unknown>> = {
  'a change of password': (userId) =>
    changePassword(guests.db, {
      userId,
      old: demoPassword,
      password: 'bucatini-da-4',
      again: 'bucatini-da-4',
    }),
  suspension: (userId) => guests.db.update(users).set({ active: false }).where(eq(users.id, userId)),
  'leaving everywhere': (userId) => endAllSessions(guests.db, userId),
  'ending that session': async (userId) => {
    const [session] = await sessionsOf(guests.db, userId);
    return endSession(guests.db, { userId, sessionId: session?.id ?? '' });
  },
};

/** Where a cookie is shown, and whether it was taken. */
const surfaces: Record<string, (cookie: string) => Promise<boolean>> = {
  'a page': async (cookie) => (await get('/domande', cookie)).status === 200,
  'the API': async (cookie) => (await get('/api/v1/vouchers/AAAAAAA', cookie)).status !== 401,
  'a route of files': async (cookie) => {
    const answer = await get(`/domande/${nothing}/allegati/${nothing}`, cookie);
    return !(answer.headers.get('location') ?? '').includes('/accedi') && answer.status !== 401;
  },
  'next-auth’s own session': async (cookie) => {
    const answer = await get('/api/auth/session', cookie);
    const renewed = answer.headers.getSetCookie().some((set) => /buoni-spesa\.session=[^;]/.test(set));
    const body = (await answer.json()) as { expires?: string };
    expect(renewed).toBe(body.expires !== undefined);
    return renewed;
  },
};

const get = (path: string, cookie: string) => fetch(url(path), { headers: { cookie }, redirect: 'manual' });

describe.each(Object.keys(endings))('after %s an old cookie is refused', (ending) => {
  test('on every surface, and by an action, at the next request', async () => {
    const { id, username } = await guests.user('cittadino');
    const cookie = await cookiesOf(username);
    const page = await fetch(url('/cambia-password'), { headers: { cookie } });
    const form = hiddenFields(await page.text());
    const act = async (): Promise<string> => {
      const answer = await fetch(url('/cambia-password'), {
        method: 'POST',
        headers: { cookie, origin: new URL(url('/')).origin },
        body: form,
        redirect: 'manual',
      });
      return answer.headers.get('location') ?? String(answer.status);
    };
    for (const taken of Object.values(surfaces)) expect(await taken(cookie)).toBe(true);
    expect(await act()).toBe('200');
    await endings[ending]?.(id);
    const refused = await Promise.all(
      Object.entries(surfaces).map(async ([name, taken]) => [name, await taken(cookie)]),
    );
    expect(refused).toEqual(Object.keys(surfaces).map((name) => [name, false]));
    expect(await act()).toContain('/accedi');
  });
});

/** The form as a browser without scripts posts it: what the framework hides in it, and nothing typed. */
function hiddenFields(html: string): FormData {
  const data = new FormData();
  const main = html.slice(html.indexOf('name="old"') - 4000);
  for (const [input] of main.matchAll(/<input type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const value = /value="([^"]*)"/.exec(input)?.[1] ?? '';
    if (name) data.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  return data;
}

test('a session that ends in a draft says that the answers are saved, and signing in returns there', async () => {
  const citizen = await guests.user('cittadino');
  const draft = await guests.draft(citizen);
  const page = await pageOf(browser, citizen.username, { width: 375, javaScript: false });
  await page.goto(`/domande/${draft}`);
  await endAllSessions(guests.db, citizen.id);
  await page.reload();
  await page.getByText('Le tue risposte sono salvate').waitFor();
  await enter(page, citizen.username, demoPassword);
  await page.waitForURL(`**/domande/${draft}`);
  await page.getByRole('link', { name: 'Vai al Riepilogo' }).waitFor();
});

test.each([true, false])(
  'one’s own sessions are listed and ended, scripts running: %s',
  async (javaScript) => {
    const { username } = await guests.user('cittadino');
    const [here, there] = [
      await pageOf(browser, username, { width: 375, javaScript }),
      await pageOf(browser, username, { javaScript }),
    ];
    await here.goto('/domande');
    await here.getByRole('link', { name: 'Ada Ospite' }).click();
    await here.getByText('questo dispositivo').waitFor();
    if (javaScript) await expectAccessible(here);
    await here.getByRole('button', { name: 'Fai uscire' }).click();
    await here.getByText('Fatto: quel dispositivo è uscito.').waitFor();
    expect(await here.getByRole('button', { name: 'Fai uscire' }).count()).toBe(0);
    await there.goto('/domande');
    expect(there.url()).toContain('/accedi');
    await signIn(there, username);
    await here.reload();
    await here.getByRole('button', { name: 'Esci da tutti i dispositivi' }).click();
    await here.getByText('Sei uscito da tutti i dispositivi.').waitFor();
    await there.goto('/domande');
    expect(there.url()).toContain('/accedi');
  },
);

test('whoever leaves takes the session along, for a copied cookie too', async () => {
  const { username } = await guests.user('cittadino');
  const page = await pageOf(browser, username);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  expect((await get('/domande', cookie)).status).toBe(200);
  await page.goto('/domande');
  await page.getByRole('button', { name: 'Uscita' }).click();
  await page.getByRole('link', { name: 'Accedi' }).waitFor();
  expect((await get('/domande', cookie)).headers.get('location')).toContain('/accedi');
});

test('whoever guesses is told to wait, on the page and by the status of the call', async () => {
  const { username } = await guests.user('cittadino');
  const page = await browser.newPage({ javaScript: false });
  await page.goto('/accedi');
  for (let tries = 0; tries < 6; tries++) await enter(page, username, 'sbagliata-1');
  await page
    .getByText(/Riprova tra \d+ secondi/)
    .first()
    .waitFor();
  const csrf = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await page.request.post('/api/auth/callback/credentials', {
    form: { ...csrf, username, password: demoPassword, json: 'true' },
  });
  expect(answer.status()).toBe(429);
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
});
