import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideApplication } from '../../commands/application/decide';
import { submitApplication } from '../../commands/application/submit';
import { closeProgramme } from '../../commands/programme/close';
import { eraseRetained } from '../../commands/retention/erase';
import { applications, programmes } from '../../db/schema/applications';
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

/** A closed programme with one application, which was rejected. */
async function closedProgramme() {
  const [now, hour] = [Date.now(), 3_600_000];
  const window = {
    channel: 'cittadino' as const,
    opensAt: new Date(now - hour).toISOString(),
    closesAt: new Date(now + hour).toISOString(),
  };
  const { slug } = await guests.programmeOpen([window]);
  const [programme] = await guests.db.select().from(programmes).where(eq(programmes.slug, slug));
  const programmeId = programme?.id ?? '';
  const [citizen, operator, boss] = await Promise.all([
    guests.user('cittadino'),
    guests.user('operatore'),
    guests.user('responsabile'),
  ]);
  const applicationId = await guests.wholeDraft(citizen, slug);
  const { year, number } = done(await submitApplication(guests.db, citizen, { applicationId }));
  const decision = { outcome: 'respinta' as const, reason: 'Come da istruttoria' };
  done(await decideApplication(guests.db, operator, { applicationId, decision }));
  done(await closeProgramme(guests.db, boss, { programmeId }));
  return { programmeId, applicationId, registration: `${number}/${year}`, operator, boss };
}

test('the office sees until when data stays, moves the term, keeps what a claim needs; what was erased is shown as such', async () => {
  const { programmeId, applicationId, registration, operator, boss } = await closedProgramme();
  const path = `/operatore/bandi/${programmeId}`;
  // Pages must work before their scripts run.
  const head = await pageOf(browser, boss.username, { width: 375, javaScript: false });
  await head.goto(path);
  await head.getByRole('heading', { name: 'Conservazione dei dati personali' }).waitFor();

  const months = head.getByRole('textbox', { name: 'Mesi di conservazione dalla chiusura' });
  await months.fill('5');
  await head.getByRole('button', { name: 'Cambia il termine' }).click();
  await head.getByText('Scrivi un numero di mesi da 12 a 600.').first().waitFor();
  await head.goto(path);
  await months.fill('24');
  await head.getByRole('button', { name: 'Cambia il termine' }).click();
  await head.getByText('Il termine di conservazione è cambiato').waitFor();

  const keep = async (number: string): Promise<void> => {
    await head.goto(path);
    await head.getByLabel('Numero di protocollo della domanda').fill(number);
    await head.getByLabel('Perché serve').fill('Ricorso al TAR');
    await head.getByRole('button', { name: 'Conserva i dati' }).click();
  };
  await keep('9999999/2021');
  await head.getByText('Nessuna domanda di questo bando ha questo protocollo.').first().waitFor();
  await keep(registration);
  await head.getByText('I dati restano finché il vincolo dura').waitFor();
  const held = head.getByRole('row').filter({ hasText: 'Ricorso al TAR' });
  expect(await held.getByRole('rowheader').innerText()).toContain(registration);

  // Two years later.
  await guests.db.execute(sql`
    update retentions set closed_at = closed_at - interval '25 months', erase_at = erase_at - interval '25 months'
    where programme_id = ${programmeId}`);
  expect(done(await eraseRetained(guests.db, { programmeId }))).toBe('held');
  await held.getByRole('button', { name: 'Togli il vincolo' }).click();
  await head.getByText('Il vincolo è tolto').waitFor();
  done(await eraseRetained(guests.db, { programmeId }));
  const [left] = await guests.db.select().from(applications).where(eq(applications.id, applicationId));
  expect(left?.erasedAt).not.toBeNull();

  const clerk = await pageOf(browser, operator.username, { width: 1280 });
  await clerk.goto(path);
  await clerk.getByText('I dati personali di questo bando sono stati cancellati.').waitFor();
  await expectAccessible(clerk);
  await clerk.goto(`/operatore/domande/${applicationId}`);
  await clerk.getByText('I dati personali di questa domanda non ci sono più').waitFor();
  await clerk.getByRole('heading', { name: registration }).waitFor();
  await expectAccessible(clerk);
  await Promise.all([head, clerk].map((page) => page.context().close()));
});

test('the term and the holds are a responsabile’s', async () => {
  const { programmeId, operator } = await closedProgramme();
  const clerk = await pageOf(browser, operator.username);
  await clerk.goto(`/operatore/bandi/${programmeId}`);
  await clerk.getByText('Il termine e i vincoli li decide un responsabile.').waitFor();
  await expectAccessible(clerk);
  expect(await clerk.getByRole('button', { name: 'Conserva i dati' }).count()).toBe(0);
  await clerk.context().close();
});
