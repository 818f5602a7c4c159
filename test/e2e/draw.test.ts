import { execFileSync } from 'node:child_process';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitApplication } from '../../commands/application/submit';
import { createProgramme } from '../../commands/programme/create';
import { publishProgramme } from '../../commands/programme/publish';
import { sendForPublication } from '../../commands/programme/send';
import { programmes } from '../../db/schema/applications';
import { writeDocument } from '../../domain/programme/editing/transfer';
import { readRanking } from '../../domain/programme/published-ranking';
import { expectAccessible, pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';
import { openGuests, type Guests } from '../support/guests';
import { narrow, sidewaysFaults } from '../support/layout';
import { rulesWith } from '../support/rules';
import { done } from '../support/town';
import { closeWindows } from '../support/windows';

let browser: TestBrowser;
let guests: Guests;
beforeAll(async () => {
  [browser, guests] = await Promise.all([launchBrowser(), openGuests()]);
});
afterAll(() => Promise.all([browser.close(), guests.close()]));

const rules = rulesWith({
  order: [{ by: 'isee', direction: 'ascending' }, { by: 'draw' }],
  drawSource: 'Lotto, ruota di Roma, prima estrazione dopo la chiusura',
});

/** A published programme that draws, with applications that are all equal. */
async function programmeOfEquals(applications: number): Promise<{ id: string; slug: string }> {
  const slug = `sorteggio-${newId()}`;
  const [author, signer] = [await guests.user('operatore'), await guests.user('responsabile')];
  const text = writeDocument({ name: 'Bonus a sorte', slug, icon: 'casa' }, rules);
  const { programmeId: id } = done(await createProgramme(guests.db, author, { kind: 'document', text }));
  const read = { programmeId: id, version: 1 };
  done(await sendForPublication(guests.db, author, read));
  done(await publishProgramme(guests.db, signer, read));
  for (let index = 0; index < applications; index++) {
    const citizen = await guests.user('cittadino');
    const applicationId = await guests.wholeDraft(citizen, slug);
    done(await submitApplication(guests.db, citizen, { applicationId }));
  }
  return { id, slug };
}

/** What a command prints on a machine that is not ours. */
const printed = (command: string): string =>
  execFileSync('sh', ['-c', command], { encoding: 'utf8' }).slice(0, 64);

test('a draw is committed to, made by the office, and computed again by anybody from its page alone', async () => {
  const { id, slug } = await programmeOfEquals(8);
  const path = `/trasparenza/${slug}/sorteggio`;
  const visitor = await browser.newPage(narrow);
  await visitor.goto(path);
  const fact = (label: string) =>
    visitor
      .locator('.summary-list > div', { has: visitor.getByText(label, { exact: true }) })
      .locator('dd')
      .innerText();
  const commitment = await fact('Impronta del segreto (SHA-256)');
  await visitor.getByRole('heading', { name: 'Il sorteggio non è ancora stato fatto' }).waitFor();
  await expectAccessible(visitor);
  expect((await fetch(`${given('TEST_APP_URL')}${path}/documento`)).status).toBe(404);

  const { username } = await guests.user('responsabile');
  const office = await pageOf(browser, username, { javaScript: false });
  await office.goto(`/operatore/bandi/${slug}/sorteggio`);
  await office.getByRole('heading', { name: 'Le domande sono ancora aperte' }).waitFor();
  await closeWindows(guests.db, id);
  await office.goto(`/operatore/bandi/${slug}/graduatoria`);
  expect(await office.getByRole('button', { name: 'Pubblica la graduatoria' }).count()).toBe(0);
  await office.getByRole('link', { name: 'Vai al sorteggio' }).click();
  await office.getByLabel('Numero estratto').fill('12|45');
  await office.getByRole('button', { name: 'Controlla il numero' }).click();
  await office.getByRole('alert').getByText('Scrivi il numero come lo dà la fonte').waitFor();
  await office.getByLabel('Numero estratto').fill(' 12 45  7 88 31');
  await office.getByRole('button', { name: 'Controlla il numero' }).click();
  await office.getByText('12 45 7 88 31', { exact: true }).waitFor();
  const looking = await pageOf(browser, username);
  for (const typed of ['12|45', '12 45']) {
    await looking.goto(`/operatore/bandi/${slug}/sorteggio?numero=${encodeURIComponent(typed)}`);
    await expectAccessible(looking);
  }
  await office.getByRole('button', { name: 'Fai il sorteggio' }).click();
  await office.getByText('Il sorteggio è fatto', { exact: true }).waitFor();
  await office.goto(`/operatore/bandi/${slug}/graduatoria`);
  await office.getByRole('button', { name: 'Pubblica la graduatoria' }).click();
  await office.getByText('La graduatoria è pubblicata').waitFor();

  await visitor.goto(`/trasparenza/${slug}/graduatoria`);
  await visitor.getByRole('link', { name: 'Vedi il sorteggio' }).click();
  await visitor.waitForURL(/sorteggio$/);
  await expectAccessible(visitor);
  expect(await sidewaysFaults(visitor)).toEqual([]);
  const [ofSecret = '', ofTicket = ''] = await visitor.locator('pre').allInnerTexts();
  expect(printed(ofSecret)).toBe(commitment);
  expect(ofTicket).toContain(await fact('Segreto'));
  expect(ofTicket).toContain(await fact('Numero estratto'));
  const link = await visitor
    .getByRole('link', { name: 'Scarica i biglietti di tutte le domande' })
    .getAttribute('href');
  const file = await (await fetch(`${given('TEST_APP_URL')}${link}`)).text();
  const tickets = file
    .split('\r\n')
    .filter((line) => /^\d+\/\d{4},/.test(line))
    .map((line) => line.split(','));
  expect(tickets).toHaveLength(8);
  for (const [registration = '', ticket] of tickets) {
    expect(printed(ofTicket.replace('123/2026', registration))).toBe(ticket);
  }
  const inOrder = tickets.map(([, ticket = '']) => ticket);
  expect(inOrder).toEqual(inOrder.toSorted());
  expect(file).not.toMatch(/Ospite|SPTDAA|@example/);

  const ranking = await fetch(`${given('TEST_APP_URL')}/trasparenza/${slug}/graduatoria/documento`);
  expect(readRanking(await ranking.text()).map(({ registration }) => registration)).toEqual(
    tickets.map(([registration]) => registration),
  );

  const [first = '', ticket = ''] = tickets[0] ?? [];
  await visitor.getByLabel('Cerca il tuo protocollo').fill(first);
  await visitor.getByRole('button', { name: 'Cerca' }).click();
  await visitor.getByRole('status').getByText(ticket).waitFor();
  // Nobody else's page shows it.
  await guests.db.update(programmes).set({ status: 'chiuso' }).where(eq(programmes.id, id));
  await Promise.all([visitor, office, looking].map((page) => page.context().close()));
});
