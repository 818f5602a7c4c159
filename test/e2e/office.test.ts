import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approve, expectAccessible, pageOf, sendApplication } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** An application of the demo's Gabriele, just sent. */
async function sent() {
  const citizen = await pageOf(browser, 'cittadino2');
  const application = await sendApplication(citizen);
  await citizen.context().close();
  return application;
}

describe('the worklist', () => {
  test('filters by the address and takes the filters away', async () => {
    const operator = await pageOf(browser, 'operatore', { javaScript: false });
    await operator.goto('/operatore');
    await operator.getByText('Filtra le domande').click();
    await operator.getByLabel('Cognome').fill('mur');
    await operator.getByLabel('Stato').selectOption('Presentata');
    await operator.getByRole('button', { name: 'Filtra' }).click();
    await operator.waitForURL(
      ({ searchParams }) => searchParams.has('cerca') && !searchParams.has('cognome'),
    );
    expect(operator.url()).not.toContain('mur');
    const rows = operator.getByRole('table').getByRole('row');
    await expect.poll(() => rows.count()).toBe(2);
    expect(await rows.last().innerText()).toContain('Murgia Efisio');
    await operator.getByRole('link', { name: 'Togli i filtri' }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(2);
    await operator.context().close();
  });

  test.each([
    'cf=mrgfse51',
    'nome=efisio',
    'cognome=Murgia&servizio=buoni-spesa',
    `cognome=Murgia&anno=${new Date().getFullYear()}`,
  ])('finds Efisio by %s', async (query) => {
    const operator = await pageOf(browser, 'operatore');
    await operator.goto(`/operatore?${query}`);
    expect(await operator.getByRole('table').getByRole('row').last().innerText()).toContain(
      'MRGFSE51E15A474D',
    );
    await operator.context().close();
  });

  test.each([
    'cognome=%25',
    'cognome=%00zz',
    'anno=2020',
    'servizio=nessuno',
    'giorno=2020-02-30&mese=13',
    'dopo=x&prima=y&stato=bozza',
  ])('answers %s without a fault', async (query) => {
    const operator = await pageOf(browser, 'operatore');
    expect((await operator.goto(`/operatore?${query}`))?.status()).toBe(200);
    await operator.context().close();
  });

  test('each count leads to its list', async () => {
    const operator = await pageOf(browser, 'operatore');
    await operator.goto('/operatore');
    await operator
      .getByRole('navigation', { name: 'Domande contate' })
      .getByRole('link', { name: 'Respinta' })
      .click();
    await operator.waitForURL(/stato=respinta/);
    const states = await operator.getByRole('table').getByRole('row').allInnerTexts();
    expect(states.slice(1).every((row) => row.includes('Respinta'))).toBe(true);
    await operator.context().close();
  });
});

describe('a decision', () => {
  test('an amount that is none, or departs without a reason, is refused at its field', async () => {
    const { id } = await sent();
    const operator = await pageOf(browser, 'operatore');
    await operator.goto(`/operatore/domande/${id}`);
    const form = operator.getByRole('form', { name: 'Approva la domanda' });
    await form.getByLabel('Importo').fill('300.50');
    await form.getByRole('button', { name: 'Approva' }).click();
    await form.getByRole('link', { name: 'Scrivi un importo in euro' }).waitFor();
    await form.getByLabel('Importo').fill('250,00');
    await form.getByRole('button', { name: 'Approva' }).click();
    await form.getByRole('link', { name: 'L’importo è diverso da quello proposto' }).waitFor();
    expect(await form.getByLabel('Importo').inputValue()).toBe('250,00');
    await form.getByLabel('Motivo').fill('Ha già ricevuto 50 euro.');
    await form.getByRole('button', { name: 'Approva' }).click();
    await operator.getByText('La domanda è approvata.').waitFor();
    await operator.getByText('Ha già ricevuto 50 euro.').waitFor();
    await operator.context().close();
  });

  test.each(['it', 'en'])('the pages of the responsabile stand in one row: %s', async (lang) => {
    const page = await pageOf(browser, 'responsabile');
    await page.context().addCookies([{ name: 'lingua', value: lang, url: given('TEST_APP_URL') }]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('/operatore');
    const links = page.locator('.area-nav a');
    const tops = () => links.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    expect(await links.count()).toBeGreaterThan(10);
    await expect.poll(async () => new Set(await tops()).size).toBe(1);
    await page.context().close();
  });

  test('more than the fund holds is refused', async () => {
    const { id } = await sent();
    const operator = await pageOf(browser, 'responsabile');
    await operator.goto(`/operatore/domande/${id}`);
    const form = operator.getByRole('form', { name: 'Approva la domanda' });
    await form.getByLabel('Importo').fill('9.000.000,00');
    await form.getByLabel('Motivo').fill('Tutto');
    await form.getByRole('button', { name: 'Approva' }).click();
    await form.getByText(/Il fondo non basta: restano/).waitFor();
    await operator.context().close();
  });

  test.each([true, false])(
    'the second of two operators is told and changes nothing (JavaScript: %s)',
    async (javaScript) => {
      const { id } = await sent();
      const [first, second] = [
        await pageOf(browser, 'operatore', { javaScript }),
        await pageOf(browser, 'responsabile', { javaScript }),
      ];
      await Promise.all([first, second].map((page) => page.goto(`/operatore/domande/${id}`)));
      const form = first.getByRole('form', { name: 'Respingi la domanda' });
      await form.getByText('Respingi la domanda').click();
      await form.getByRole('button', { name: 'Respingi' }).click();
      await form.getByRole('link', { name: 'Scegli almeno un motivo.' }).waitFor();
      await form.getByLabel('Non residente nel Comune').check();
      await form.getByRole('button', { name: 'Respingi' }).click();
      await first.getByText('La domanda è respinta.').waitFor();
      await second.getByRole('button', { name: 'Approva' }).click();
      await second.getByText('La tua decisione non è stata registrata').waitFor();
      await second.getByText('Intanto lo stato è cambiato.').waitFor();
      await second.getByText(/Nel frattempo: Domanda respinta \(Anna Melis, /).waitFor();
      expect(await second.getByText('Respinta', { exact: true }).count()).toBeGreaterThan(0);
      expect(await second.getByRole('button', { name: 'Approva' }).count()).toBe(0);
      await Promise.all([first, second].map((page) => page.context().close()));
    },
  );
});

test('an application is taken in charge, and taken over by a colleague', async () => {
  const { id } = await sent();
  const [one, other] = [await pageOf(browser, 'operatore'), await pageOf(browser, 'responsabile')];
  await one.goto(`/operatore/domande/${id}`);
  await one.getByRole('button', { name: 'Prendi in carico' }).click();
  await one.getByText('La domanda è in carico a te').waitFor();
  expect(await one.getByRole('button', { name: 'Prendi in carico' }).count()).toBe(0);
  await other.goto(`/operatore/domande/${id}`);
  expect(await other.locator('.facts').innerText()).toContain('Anna Melis');
  // By which rules it is judged, whatever was published since.
  expect(await other.locator('.facts').innerText()).toMatch(/Versione delle regole\s+1\b/);
  await other.getByRole('button', { name: 'Prendi in carico' }).click();
  await other.getByText('La domanda è in carico a te').waitFor();
  expect(await other.locator('.facts').innerText()).toContain('Paolo Serra');
  await Promise.all([one, other].map((page) => page.context().close()));
});

test('the next one is the one nobody has in charge', async () => {
  await sent();
  const operator = await pageOf(browser, 'operatore');
  await operator.goto('/operatore');
  await operator.getByRole('button', { name: 'Prendi la prossima' }).click();
  await operator.waitForURL(/\/operatore\/domande\/.*fatto=presa/);
  expect(await operator.locator('.facts').innerText()).toContain('Anna Melis');
  await operator.context().close();
});

test('drafts and unknown applications do not exist for the office, nor the office for others', async () => {
  const { id } = await sent();
  const [citizen, operator, visitor] = [
    await pageOf(browser, 'cittadino2'),
    await pageOf(browser, 'operatore'),
    await browser.newPage(),
  ];
  await citizen.goto('/domande/nuova/buoni-spesa');
  await citizen.getByRole('button', { name: 'Inizia la domanda' }).click();
  await citizen.waitForURL(/\/domande\/[0-9a-f-]{36}/);
  const draft = new URL(citizen.url()).pathname.split('/')[2];
  for (const unknown of [draft, 'x', '00000000-0000-0000-0000-000000000000']) {
    expect((await operator.goto(`/operatore/domande/${unknown}`))?.status()).toBe(404);
  }
  for (const path of [
    '/operatore',
    `/operatore/domande/${id}`,
    '/operatore/bandi',
    '/operatore/esercenti',
    '/esercente',
  ]) {
    expect((await citizen.goto(path))?.status()).toBe(404);
    await visitor.goto(path);
    expect(new URL(visitor.url()).pathname).toBe('/accedi');
    expect(new URL(visitor.url()).searchParams.get('ritorno')).toBe(path);
  }
  await Promise.all([citizen, operator, visitor].map((page) => page.context().close()));
});

test.each([375, 1280])(
  'the pages of the office are accessible at %i pixels and never scroll sideways',
  async (width) => {
    const application = await sent();
    const operator = await pageOf(browser, 'operatore', { width });
    const pages = ['/operatore', '/operatore?cognome=zzz', '/operatore/bandi', '/operatore/esercenti'];
    for (const path of [...pages, `/operatore/domande/${application.id}`]) {
      await operator.goto(path);
      await expectAccessible(operator);
      expect(await operator.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await approve(operator, application.id);
    await expectAccessible(operator);
    expect(await operator.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await operator.context().close();
  },
);
