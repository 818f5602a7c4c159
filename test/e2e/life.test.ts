import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageTo, pageOf, sendApplication, spend, voucherCode } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { picture } from '../support/pictures';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** The manual's own example: €300, spent for 20,00 and 16,00 (§ 2.12), and help asked on the way (§ 3). */
test('an application becomes a voucher, the voucher is spent, and the citizen sees each spend', async () => {
  const citizen = await pageOf(browser, 'cittadino2', { width: 375 });
  await citizen.goto('/');
  await picture(citizen, 'home');
  const application = await sendApplication(citizen);
  await citizen.goto(`/domande/${application.id}`);
  await citizen.getByText('Presentata').first().waitFor();
  await citizen.getByText(application.registrationNumber).first().waitFor();

  const operator = await pageOf(browser, 'operatore');
  await operator.goto('/operatore?stato=presentata');
  await picture(operator, 'worklist');
  await operator.getByRole('link', { name: application.registrationNumber, exact: true }).click();
  await operator.getByRole('heading', { level: 1, name: 'Cagliari Gabriele' }).waitFor();
  expect(await operator.getByLabel('Importo').inputValue()).toBe('300,00');
  await picture(operator, 'decision');
  await operator.getByRole('button', { name: 'Approva' }).click();
  await operator.getByText('La domanda è approvata.').waitFor();

  const code = await voucherCode(application);
  await operator.reload();
  await operator.getByText('Ancora da spendere').waitFor();
  expect(await operator.locator('main').innerText()).toMatch(
    /\d\d\/\d\d\/\d{4} \d\d:\d\d\s+… \d{3}\s+Inviato/,
  );
  expect(await operator.locator('main').innerText()).not.toContain(code);

  const till = await pageOf(browser, 'esercente', { width: 375 });
  await spend(till, code, '20,00');
  await till.getByRole('status').getByText('280,00').waitFor();
  await picture(till, 'till');
  await till.getByRole('link', { name: 'Nuovo buono' }).click();
  await till.getByLabel('Codice buono').waitFor();
  await spend(till, code, '16,00');
  await till.getByRole('status').getByText('264,00').waitFor();

  await citizen.goto(`/domande/${application.id}`);
  await citizen.getByText(/Ti avvisiamo con un SMS il [\d/]+ e il [\d/]+\./).waitFor();
  await picture(citizen, 'voucher');
  await citizen.goto(`/domande/${application.id}/rendiconto`);
  await picture(citizen, 'statement');
  const statement = citizen.getByRole('table');
  for (const amount of ['20,00', '16,00']) {
    const row = statement.getByRole('row').filter({ hasText: amount });
    expect(await row.first().innerText()).toMatch(/\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d/);
  }
  await Promise.all([citizen, operator, till].map((page) => page.context().close()));
});

test('help is asked without signing in, answered by the desk and followed by the link of the mail', async () => {
  const visitor = await browser.newPage({ width: 375 });
  const mail = `persona.${Date.now()}@example.org`;
  await visitor.goto('/accessibilita');
  await visitor.getByRole('navigation').getByRole('link', { name: 'Assistenza' }).click();
  await visitor.getByLabel('Nominativo').fill('Algeri Luigi');
  await visitor.getByLabel('Telefono').fill('067916780');
  await visitor.getByLabel('Mail').fill(mail);
  await visitor.getByLabel('Motivo della richiesta').fill('Non riesco ad allegare il documento.');
  await visitor.getByRole('button', { name: 'Spedisci' }).click();
  await visitor.getByText(`Ti abbiamo scritto a ${mail}`).waitFor();

  const { text } = await messageTo(mail);
  const link = /http\S+\/assistenza\/([A-Z2-9]{8})\?chiave=\S+/.exec(text);
  if (!link?.[1]) throw new Error(`no link in “${text}”`);
  const [address, code] = link;

  const desk = await pageOf(browser, 'supporto');
  await desk.goto('/supporto');
  await desk.getByRole('link', { name: code }).click();
  await desk.getByText('Non riesco ad allegare il documento.').waitFor();
  await desk.getByText('/accessibilita', { exact: true }).waitFor();
  await desk.getByLabel('Risposta').fill('Prova con un file più piccolo.');
  await desk.getByRole('button', { name: 'Rispondi' }).click();
  await desk.getByText('Risposta spedita').waitFor();

  await messageTo(mail, (message) => message.text.includes('leggi la risposta'));
  const requester = await browser.newPage({ width: 375, javaScript: false });
  await requester.goto(address);
  await requester.getByText('In lavorazione').waitFor();
  await requester.getByText('Prova con un file più piccolo.').waitFor();
  await requester.getByLabel('Il tuo messaggio').fill('Ora va bene, grazie.');
  await requester.getByRole('button', { name: 'Spedisci' }).click();
  await requester.getByText('Messaggio spedito').waitFor();

  await desk.goto(`/supporto/${code}`);
  await desk.getByText('Ora va bene, grazie.').waitFor();
  await desk.getByRole('button', { name: 'Segna come risolta' }).click();
  await desk.getByText('Richiesta segnata come risolta').waitFor();
  await requester.goto(address);
  await requester.getByText('Risolta', { exact: true }).waitFor();
  await Promise.all([visitor, desk, requester].map((page) => page.context().close()));
});
