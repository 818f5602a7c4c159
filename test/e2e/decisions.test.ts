import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, messageTo, pageOf, sendApplication } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { photograph } from '../support/file-samples';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const office = (id: string) => `/operatore/domande/${id}`;
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test('a clarification is answered with words and a photograph, without scripts, and decided in a few keys', async () => {
  const citizen = await pageOf(browser, 'cittadino2', { width: 375, javaScript: false });
  const sender = await pageOf(browser, 'cittadino2');
  const { id } = await sendApplication(sender);
  const operator = await pageOf(browser, 'operatore');
  await operator.goto(office(id));
  await operator
    .getByRole('navigation', { name: 'Che cosa puoi fare' })
    .getByRole('link', { name: 'Chiedi integrazione' })
    .click();
  const asking = operator.getByRole('form', { name: 'Chiedi un’integrazione' });
  await asking.getByLabel('Manda la foto del documento').check();
  await asking.getByLabel('Che cosa serve').fill('Ci serve anche il codice fiscale.');
  await expectAccessible(operator);
  await asking.getByRole('button', { name: 'Invia la richiesta' }).click();
  await operator.getByText('La richiesta è partita.').waitFor();
  await operator.getByText('In attesa della risposta').waitFor();
  const mail = await messageTo(
    'cittadino2@example.org',
    ({ text }) => text.includes(id) && text.includes('ci manca qualcosa'),
  );
  expect(mail.text).toMatch(
    /Rispondi entro (luned|marted|mercoled|gioved|venerd|sabato|domenica).*ore 23:59/,
  );

  await citizen.goto('/domande');
  await citizen.locator(`a[href="/domande/${id}/risposta"]`, { hasText: 'Tocca a te: rispondi' }).waitFor();
  await citizen.goto(`/domande/${id}`);
  await citizen.getByRole('link', { name: 'Rispondi' }).click();
  await citizen.getByText('Ci serve anche il codice fiscale.').waitFor();
  await citizen.getByLabel('Scrivi la risposta').fill('Ecco la foto.');
  await citizen
    .getByLabel('Documento', { exact: true })
    .setInputFiles({ name: 'vuoto.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) });
  await citizen.getByRole('button', { name: 'Carica file' }).click();
  await citizen.getByRole('link', { name: 'Il file è vuoto.' }).waitFor();
  expect(await citizen.getByLabel('Scrivi la risposta').inputValue()).toBe('Ecco la foto.');
  // Kept for every device; and looked at where scripts run, which axe needs.
  await sender.setViewportSize({ width: 375, height: 900 });
  await sender.goto(`/domande/${id}/risposta`);
  expect(await sender.getByLabel('Scrivi la risposta').inputValue()).toBe('Ecco la foto.');
  await expectAccessible(sender);
  expect(await width(sender)).toBe(375);
  const photo = { name: 'documento.jpg', mimeType: 'image/jpeg', buffer: await photograph() };
  await citizen.getByLabel('Documento', { exact: true }).setInputFiles(photo);
  await citizen.getByRole('button', { name: 'Spedisci la risposta' }).click();
  await citizen.getByText('Abbiamo ricevuto la tua risposta').waitFor();
  await citizen.goto(`/domande/${id}/risposta`);
  await citizen.getByText('Non c’è niente a cui rispondere').waitFor();

  await operator.goto(office(id));
  const asked = operator.locator('.case-data');
  await asked.getByText('Ecco la foto.').waitFor();
  await asked.getByText('documento.jpg').first().waitFor();
  // Another one waits, so that there is a next.
  await sendApplication(sender);
  await operator.locator('[accesskey=a]').focus();
  await operator.keyboard.press('Enter');
  await operator.getByText('La domanda è approvata.').waitFor();
  await expect
    .poll(() => operator.evaluate(() => document.activeElement?.textContent))
    .toContain('Prendi la prossima');
  await operator.keyboard.press('Enter');
  await operator.waitForURL(/fatto=presa/);
  await Promise.all([citizen, sender, operator].map((page) => page.context().close()));
});

test('a rejection comes after its notice and the observations, by reasons, and is reviewed by another', async () => {
  const citizen = await pageOf(browser, 'cittadino2', { width: 375 });
  const { id } = await sendApplication(citizen, 'vita-indipendente');
  const operator = await pageOf(browser, 'operatore', { javaScript: false });
  await operator.goto(office(id));
  const rejecting = operator.getByRole('form', { name: 'Respingi la domanda' });
  const reject = async () => {
    await rejecting.getByText('Respingi la domanda').click();
    await rejecting.getByLabel('Non residente nel Comune').check();
    await rejecting.getByRole('button', { name: 'Respingi' }).click();
  };
  await reject();
  await rejecting.getByText('Prima di respingere serve il preavviso di rigetto, con').waitFor();
  expect(await rejecting.getByLabel('Non residente nel Comune').isChecked()).toBe(true);
  const notice = operator.getByRole('form', { name: 'Preavviso di rigetto' });
  await notice.getByText('Preavviso di rigetto').click();
  await notice.getByLabel('Non residente nel Comune').check();
  await notice.getByRole('button', { name: 'Invia il preavviso' }).click();
  await operator.getByText('Il preavviso è partito.').waitFor();

  await citizen.goto(`/domande/${id}`);
  await citizen.getByText('Non risulti residente in questo Comune.').waitFor();
  await expectAccessible(citizen);
  await citizen.getByRole('link', { name: 'Manda osservazioni' }).click();
  await citizen.getByRole('button', { name: 'Spedisci la risposta' }).click();
  await citizen.getByRole('link', { name: 'Scrivi una risposta o manda un documento.' }).waitFor();
  await citizen.getByLabel('Scrivi la risposta').fill('Abito qui da maggio.');
  await citizen.getByRole('button', { name: 'Spedisci la risposta' }).click();
  await citizen.getByText('Abbiamo ricevuto la tua risposta').waitFor();

  await operator.goto(office(id));
  await reject();
  await operator.getByText('La domanda è respinta.').waitFor();
  await citizen.goto(`/domande/${id}`);
  await citizen.getByText('Norma: L. 328/2000 art. 6').first().waitFor();
  await citizen.getByText('Chiedi il riesame').first().click();
  await citizen.getByLabel('Perché la domanda va riesaminata').fill('Ho la residenza.');
  await citizen.getByRole('button', { name: 'Chiedi il riesame' }).click();
  await citizen.getByText('Hai chiesto il riesame').waitFor();
  expect(await width(citizen)).toBe(375);
  await operator.goto(office(id));
  await operator.getByText('La prima decisione è tua').waitFor();
  expect(await operator.getByRole('button', { name: 'Approva' }).count()).toBe(0);
  await Promise.all([citizen, operator].map((page) => page.context().close()));
});

test('above the threshold a second person signs; who comes late is told and keeps what was typed', async () => {
  const citizen = await pageOf(browser, 'cittadino2');
  const { id } = await sendApplication(citizen, 'vita-indipendente');
  const [operator, responsabile] = [
    await pageOf(browser, 'operatore', { width: 375 }),
    await pageOf(browser, 'responsabile'),
  ];
  await Promise.all([operator, responsabile].map((page) => page.goto(office(id))));
  await operator.getByRole('button', { name: 'Prendi in carico' }).click();
  await operator.getByText('La domanda è in carico a te').waitFor();
  // The colleague's page is of before; the act still applies, so the form comes back with its words.
  const asking = responsabile.getByRole('form', { name: 'Chiedi un’integrazione' });
  await asking.getByText('Chiedi un’integrazione').click();
  await asking.getByLabel('Che cosa serve').fill('Parole mie.');
  await asking.getByRole('button', { name: 'Invia la richiesta' }).click();
  await asking.getByText(/Nel frattempo: Presa in carico \(Anna Melis, /).waitFor();
  expect(await asking.getByLabel('Che cosa serve').inputValue()).toBe('Parole mie.');

  await operator.getByText('Sopra 500,00 € serve anche la firma').waitFor();
  await operator.getByRole('button', { name: 'Approva' }).click();
  await operator.getByText('L’approvazione è alla firma').waitFor();
  await expectAccessible(operator);
  expect(await width(operator)).toBe(375);
  expect(await operator.getByRole('button', { name: 'Firma' }).count()).toBe(0);
  // Now it does not apply any more: what had been typed is shown beside.
  await asking.getByRole('button', { name: 'Invia la richiesta' }).click();
  await responsabile.getByText(/Nel frattempo: Approvazione alla firma/).waitFor();
  await responsabile.getByText('Parole mie.').waitFor();
  await responsabile.getByRole('button', { name: 'Firma' }).click();
  await responsabile.getByText('Hai firmato: la domanda è approvata.').waitFor();
  await responsabile.getByText('Firmata da Paolo Serra').waitFor();
  await Promise.all([citizen, operator, responsabile].map((page) => page.context().close()));
});
