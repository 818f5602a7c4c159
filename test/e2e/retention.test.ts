import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideApplication } from '../../commands/application/decide';
import { submitApplication } from '../../commands/application/submit';
import { closeProgramme } from '../../commands/programme/close';
import { programmes } from '../../db/schema/applications';
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
  done(await submitApplication(guests.db, citizen, { applicationId }));
  const decision = { outcome: 'respinta' as const, reason: 'Come da istruttoria' };
  done(await decideApplication(guests.db, operator, { applicationId, decision }));
  done(await closeProgramme(guests.db, boss, { programmeId }));
  return { programmeId, operator };
}

test('the term and the holds are a responsabile’s', async () => {
  const { programmeId, operator } = await closedProgramme();
  const clerk = await pageOf(browser, operator.username);
  await clerk.goto(`/operatore/bandi/${programmeId}`);
  await clerk.getByText('Il termine e i vincoli li decide un responsabile.').waitFor();
  await expectAccessible(clerk);
  expect(await clerk.getByRole('button', { name: 'Conserva i dati' }).count()).toBe(0);
  await clerk.context().close();
});
