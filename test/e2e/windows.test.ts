import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finalClosing } from '../../domain/programme/openings';
import type { SubmissionWindow } from '../../domain/programme/rules';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { openGuests, type Guests } from '../support/guests';
import { sidewaysFaults } from '../support/layout';

/** When applications are taken, as people see it: in words, counted down, and turning without a reload. */

let browser: TestBrowser;
let guests: Guests;
beforeAll(async () => {
  [browser, guests] = await Promise.all([launchBrowser(), openGuests()]);
});
afterAll(() => Promise.all([browser.close(), guests.close()]));

const second = 1000;
const hour = 60 * 60 * second;
const day = 24 * hour;

const windowFrom = (from: number, to: number): SubmissionWindow => ({
  channel: 'cittadino',
  opensAt: new Date(Date.now() + from).toISOString(),
  closesAt: new Date(Date.now() + to).toISOString(),
});
/** Open each day until 20/12/2098, between two hours of Rome. */
const daily = (opens: string, closes: string): SubmissionWindow => ({
  channel: 'cittadino',
  opensAt: '2026-01-01T00:00:00.000Z',
  closesAt: '2098-12-20T07:00:00.000Z',
  daily: { opens, closes },
});
/** An hour of the clock of Rome, so many hours from now. */
const hourIn = (hours: number): string =>
  new Date(Date.now() + hours * hour)
    .toLocaleTimeString('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit' })
    .replace(/\d\d$/, '00');

/** The Riepilogo of a draft with nothing missing, of somebody whose window is this one; on a device whose clock is wrong. */
async function summaryIn(window: SubmissionWindow, options: { javaScript?: boolean; clock?: number } = {}) {
  const { clock = 0, ...shown } = options;
  const citizen = await guests.user('cittadino');
  const programme = await guests.programmeOpen([window]);
  const draft = `/domande/${await guests.wholeDraft(citizen, programme.slug)}`;
  const page = await pageOf(browser, citizen.username, { width: 375, ...shown });
  await page.addInitScript((ahead) => {
    const truth = Date.now.bind(Date);
    Date.now = () => truth() + ahead;
  }, clock);
  await page.goto(`${draft}/riepilogo`);
  return { page, draft, ...programme };
}

const send = (page: Page) => page.getByRole('button', { name: 'Spedisci', exact: true });
const left = (page: Page) => page.getByRole('timer');
/** Marks the document; a reload would lose the mark. */
const mark = (page: Page) => page.evaluate(() => void Reflect.set(window, 'stillHere', true));
const isMarked = (page: Page) => page.evaluate(() => Reflect.get(window, 'stillHere') === true);

/** What is waited for here is the clock: side by side the turns cost the time of one. */
describe.concurrent('the Riepilogo at the turn of a window', () => {
  test.each([
    ['three hours fast', 3 * hour],
    ['two days slow', -2 * day],
  ])('counts down by the server’s clock on a device %s, and sends without a reload', async (_, clock) => {
    const window = windowFrom(25 * second, day);
    const { page, draft, end } = await summaryIn(window, { clock });
    expect(await send(page).count()).toBe(0);
    await page.getByText('Puoi preparare la bozza.').waitFor();
    expect(await left(page).innerText()).toMatch(/^Tempo che manca: \d{1,2} secondi\.$/);
    await page.waitForLoadState('networkidle');
    await mark(page);
    let asked = 0;
    page.on('request', () => (asked += 1));
    await send(page).waitFor({ timeout: 60_000 });
    // Neither early, nor later than the page took to come.
    const late = Date.now() - Date.parse(window.opensAt);
    expect(late).toBeGreaterThan(-second / 4);
    expect(late).toBeLessThan(5 * second);
    expect(asked).toBe(0);
    expect(await isMarked(page)).toBe(true);
    expect(await page.getByRole('status').filter({ hasText: 'Ora puoi spedire' }).count()).toBe(1);
    await expectAccessible(page);
    await send(page).click();
    await page.waitForURL(`**${draft}/ricevuta`);
    await end();
  });

  test('without scripts loads itself again when it is time', async () => {
    const { page, end } = await summaryIn(windowFrom(25 * second, day), { javaScript: false });
    await page.getByText('Si può spedire dal').waitFor();
    expect(await send(page).count()).toBe(0);
    await send(page).waitFor({ timeout: 60_000 });
    await end();
  });

  test('at the closing loses its button, and says so', async () => {
    const { page, end } = await summaryIn(windowFrom(-day, 25 * second));
    await send(page).waitFor();
    expect(await left(page).innerText()).toMatch(/secondi/);
    await page.getByText('Ora non si possono spedire domande per questo bando.').waitFor({ timeout: 60_000 });
    expect(await send(page).count()).toBe(0);
    expect(await page.getByRole('status').filter({ hasText: 'Ora non si può più spedire' }).count()).toBe(1);
    await end();
  });

  test('lets the time left be heard at few moments, not each second', async () => {
    const { page, end } = await summaryIn(windowFrom(25 * second, day));
    await page.evaluate(() => {
      const heard: string[] = [];
      Reflect.set(window, 'heard', heard);
      const status = document.querySelectorAll('[role=status]');
      for (const each of status) {
        new MutationObserver(() => heard.push(each.textContent)).observe(each, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      }
    });
    await send(page).waitFor({ timeout: 60_000 });
    const heard = await page.evaluate(() => Reflect.get(window, 'heard') as string[]);
    expect(heard).toEqual(['Tempo che manca: 10 secondi.', 'Ora puoi spedire la domanda.']);
    await end();
  });
});

const inRome = { timeZone: 'Europe/Rome', year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const dayInRome = (at: Date) => at.toLocaleDateString('it-IT', inRome);

test.each([
  // The tile tells when all is over, not when tonight is.
  { now: 'open', opens: -2, closes: 3, told: (window: SubmissionWindow) => finalClosing(window) },
  { now: 'closed', opens: 2, closes: 6, told: () => new Date(Date.now() + 2 * hour) },
])(
  'hours of the day that are $now stand in words on the service’s page and on the form',
  async ({ opens, closes, told }) => {
    const hours = { opens: hourIn(opens), closes: hourIn(closes) };
    const window = daily(hours.opens, hours.closes);
    const { page, draft, slug, end } = await summaryIn(window);
    const nextDay = hours.closes < hours.opens ? ' del giorno dopo' : '';
    const words = new RegExp(
      `Ogni giorno, dalle ${hours.opens} alle ${hours.closes}${nextDay}\\. .* fino al ${dayInRome(finalClosing(window))}`,
    );
    await page.goto(draft);
    await page.getByText(words).waitFor();
    await page.goto('/');
    const day = dayInRome(told(window));
    await page
      .getByRole('link', { name: slug })
      .filter({ hasText: day })
      .or(page.getByRole('listitem').filter({ hasText: slug }).filter({ hasText: day }))
      .first()
      .waitFor();
    await page.goto(`/domande/nuova/${slug}`);
    await page.getByText(words).waitFor();
    expect(await sidewaysFaults(page)).toEqual([]);
    await expectAccessible(page);
    await end();
  },
);

test.each([375, 1280])(
  'the office writes hours in a window %i px wide, and sees what they open',
  async (width) => {
    const page = await pageOf(browser, 'operatore', { width });
    await page.goto('/operatore/bandi');
    await page.getByRole('link', { name: 'Nuovo bando' }).click();
    await page.getByLabel('Nome del bando').fill(`Orari ${Date.now().toString(36)}`);
    await page.getByRole('button', { name: 'Crea la bozza' }).click();
    await page.waitForURL(/\/sezioni\//);
    const programme = new URL(page.url()).pathname.split('/sezioni/')[0] ?? '';
    await page.goto(`${programme}/sezioni/periodi`);
    const row = page.getByRole('group', { name: 'Periodo 1', exact: true });
    for (const [name, date, time] of [
      ['Apertura', '2098-12-01', '16:00'],
      ['Chiusura', '2098-12-20', '08:00'],
    ] as const) {
      await row.getByRole('group', { name }).getByLabel('Giorno').fill(date);
      await row.getByRole('group', { name }).getByLabel('Ora').fill(time);
    }
    await row.getByLabel('Solo dalle ore').fill('16:00');
    await row.getByLabel('Fino alle ore').fill('25:00');
    await page.getByRole('button', { name: 'Salva e continua' }).click();
    const errors = page.getByRole('alert').getByRole('listitem');
    await errors.first().waitFor();
    expect(await errors.allInnerTexts()).toEqual([
      'Periodo, riga 1, Fino alle ore: Scrivi un’ora, per esempio 08:00.',
    ]);
    expect(await page.getByRole('heading', { name: 'Prossime aperture' }).count()).toBe(0);
    await row.getByLabel('Fino alle ore').fill('08:00');
    await row.getByLabel('venerdì').check();
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    const next = page.getByRole('region', { name: 'Prossime aperture' });
    await next.waitFor();
    expect(await next.getByRole('listitem').allInnerTexts()).toEqual([
      'Dal 05/12/2098 16:00 al 06/12/2098 08:00.',
      'Dal 12/12/2098 16:00 al 13/12/2098 08:00.',
      'Dal 19/12/2098 16:00 al 20/12/2098 08:00.',
    ]);
    expect(await sidewaysFaults(page)).toEqual([]);
    await expectAccessible(page);
  },
);
