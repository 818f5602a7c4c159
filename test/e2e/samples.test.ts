import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideApplication } from '../../commands/application/decide';
import { submitApplication } from '../../commands/application/submit';
import { move } from '../../commands/ledger';
import { issueVoucher } from '../../commands/voucher/issue';
import { programmes } from '../../db/schema/applications';
import { vouchers } from '../../db/schema/ledger';
import { commitmentTo, drawn } from '../../domain/draw';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { openGuests, type Guests } from '../support/guests';
import { done } from '../support/town';

let browser: TestBrowser;
let guests: Guests;
beforeAll(async () => {
  [browser, guests] = [await launchBrowser(), await openGuests()];
});
afterAll(async () => {
  await Promise.all([browser.close(), guests.close()]);
});

/** A programme with an approved application, of whose voucher 10,00 € were spent. */
async function approvedAndSpent() {
  const [opensAt, closesAt] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  const window = { channel: 'cittadino' as const, opensAt: opensAt ?? '', closesAt: closesAt ?? '' };
  const { slug } = await guests.programmeOpen([window]);
  const [programme] = await guests.db.select().from(programmes).where(eq(programmes.slug, slug));
  const id = programme?.id ?? '';
  const allocation = { from: id, to: id, amountCents: 100_000, businessKey: `allocation:${id}` };
  await move(guests.db, { kind: 'allocation', ...allocation });
  const citizen = await guests.user('cittadino');
  const applicationId = await guests.wholeDraft(citizen, slug);
  done(await submitApplication(guests.db, citizen, { applicationId }));
  const decision = { outcome: 'approvata' as const, amountCents: 30_000, reason: 'Come da istruttoria' };
  done(await decideApplication(guests.db, await guests.user('operatore'), { applicationId, decision }));
  done(await issueVoucher(guests.db, { applicationId }));
  const [voucher] = await guests.db.select().from(vouchers).where(eq(vouchers.applicationId, applicationId));
  const { merchantId } = await guests.shop();
  await guests.spend(await guests.user('esercente', merchantId), voucher?.code ?? '');
  return { slug, applicationId };
}

/** The radio buttons and words of one declaration. */
const declaration = (page: Page, name: string) =>
  page.getByRole('group', { name, exact: true }).filter({ has: page.getByLabel('Confrontata con') });

test('a sample is prepared, drawn and controlled; what differs leads to revocation and recovery', async () => {
  const { slug, applicationId } = await approvedAndSpent();
  // Pages must work before their scripts run.
  const page = await pageOf(browser, 'operatore', { javaScript: false });
  const head = await pageOf(browser, 'responsabile', { width: 375 });
  /** What the other has before them, to the eyes of a machine, which needs scripts. */
  const expectSame = async () => {
    await head.goto(page.url());
    await expectAccessible(head);
  };
  await page.goto('/operatore/controlli');
  await page.getByRole('link', { name: 'Controlli a campione' }).click();
  await page.getByLabel('Bando').selectOption({ label: `${slug}: una domanda approvata` });
  await page.getByLabel('Percentuale').fill('0');
  await page.getByRole('button', { name: 'Prepara il campione' }).click();
  await page.getByText('Scrivi un numero tra 1 e 100.').first().waitFor();
  await expectSame();
  await page.getByLabel('Percentuale').fill('5');
  await page.getByRole('button', { name: 'Prepara il campione' }).click();
  await page.getByText('Sarà estratta una domanda.').waitFor();
  const sample = page.url();
  const commitment = (await page.locator('.code').first().innerText()).trim();
  await page.getByLabel('Numero pubblico').fill('12 45 7 88 31');
  await page.getByLabel('Fonte').fill('Lotto, ruota di Cagliari');
  await page.getByRole('button', { name: 'Estrai il campione' }).click();
  await page.getByRole('heading', { name: 'Come rifare l’estrazione' }).waitFor();
  await expectSame();

  const list = await (await page.request.get(`${sample}/elenco`)).text();
  const tickets = await (await page.request.get(`${sample}/biglietti`)).text();
  const secret = (await page.locator('.code').nth(3).innerText()).trim();
  expect(commitmentTo(secret)).toBe(commitment);
  const seed = { secret, publicNumber: '12 45 7 88 31' };
  expect(tickets).toContain(`1;${drawn('controllo', seed, list.trim().split('\n'))[0]};`);

  await page.getByRole('link', { name: list.trim() }).click();
  await page.getByRole('heading', { level: 1, name: /Ospite|Rossi/ }).waitFor();
  await expectSame();
  await page.getByRole('button', { name: 'Salva e chiudi il controllo' }).click();
  await page.getByText('Scegli una delle risposte.').first().waitFor();
  const names = await page.locator('main fieldset.fieldset:not(.field) > legend').allInnerTexts();
  for (const name of names) {
    await declaration(page, name).getByLabel('Confermata').check();
    await declaration(page, name).getByLabel('Confrontata con').fill('Anagrafe (ANPR)');
  }
  const incomes = declaration(page, 'Entrate del Nucleo');
  await incomes.getByLabel('Difforme', { exact: true }).check();
  await page.getByRole('button', { name: 'Salva', exact: true }).click();
  await page.getByText('Compila questo campo.').first().waitFor();
  await incomes.getByLabel('Nota').fill('Un lavoro non dichiarato');
  await page.getByRole('button', { name: 'Salva e chiudi il controllo' }).click();
  await page.getByText('Controllo chiuso', { exact: true }).waitFor();
  await page.getByText('La revoca la decide il responsabile.').waitFor();
  await page.goto(`/operatore/domande/${applicationId}`);
  await page.getByText('Controllo chiuso: una dichiarazione difforme.').waitFor();
  await page.context().close();

  await head.goto(`${sample}/${applicationId}`);
  await head.getByText('Si può chiedere indietro dopo la revoca').waitFor();
  await expectAccessible(head);
  await head.getByRole('link', { name: 'Revoca l’approvazione' }).click();
  await head.getByLabel('Motivo').waitFor();
  expect(await head.getByLabel('Motivo').inputValue()).toContain('Entrate del Nucleo');
  await head.getByRole('button', { name: 'Revoca l’approvazione' }).click();
  await head.waitForURL(/\?buono=revoke/);
  await head.getByRole('link', { name: 'Vai al controllo (campione n. 1)' }).click();
  await head.getByLabel('Nota').fill('Aperto dopo la revoca');
  await head.getByRole('button', { name: 'Apri il recupero' }).click();
  await head.getByText('Passo del recupero registrato').waitFor();
  await head.getByLabel('Richiesta al cittadino').check();
  await head.getByLabel('Nota').fill('Raccomandata 44');
  await head.getByRole('button', { name: 'Registra' }).click();
  await head.getByRole('cell', { name: 'Raccomandata 44' }).waitFor();
  await expectAccessible(head);
  await head.goto('/operatore/controlli/recuperi');
  const row = head.getByRole('row').filter({ hasText: list.trim() });
  expect(await row.innerText()).toMatch(/Richiesta[\s\S]*10,00/);
  await expectAccessible(head);
  const csv = await (await head.request.get('/operatore/controlli/recuperi/csv')).text();
  expect(csv).toMatch(new RegExp(`${list.trim()};${slug};[\\d/]+;Richiesta;[\\d/]+;10,00`));
  await head.context().close();
});
