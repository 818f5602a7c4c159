import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { judged } from '../../../commands/application/evaluate';
import { closeApplication } from '../../../commands/application/close';
import { pastFacts, rehearsalProgrammes } from '../../../db/queries/rehearsal';
import { databaseNow } from '../../../db/queries/clock';
import { applications } from '../../../db/schema/applications';
import { inquiries } from '../../../db/schema/registers';
import { openApplicationRow, sealedInquiry } from '../../../db/sealing/columns';
import { system } from '../../../domain/roles';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town } from '../../support/town';
import { applied } from '../../support/waiting';

let town: Town;
let id: string;
let sent: string[];

beforeAll(async () => {
  town = await openTown();
  const programme = await town.programme();
  id = programme.id;
  sent = [];
  for (const isee of [3_000, null, 9_000]) sent.push(await applied(town, programme.slug, isee));
  const withdrawn = await applied(town, programme.slug, 12_345);
  done(await closeApplication(town.db, system, { applicationId: withdrawn, as: 'withdrawn' }));
  await town.draft(await town.user('cittadino'), programme.slug);

  // A register has answered about the first, in the place of what was declared.
  const [first = ''] = sent;
  const inquiry = newId();
  const operator = await town.user('operatore');
  await town.db.insert(inquiries).values({
    id: inquiry,
    applicationId: first,
    register: 'isee',
    state: 'trovato',
    source: 'archivio',
    found: sealedInquiry.seal(inquiry, {
      iseeCents: 420_000,
      dsu: 'INPS-ISEE-2021-0000001',
      dsuOn: '2021-01-15',
      differs: false,
    }),
    askedBy: operator.id,
    answeredAt: new Date(),
  });
});
afterAll(() => town.close());

it('reads households as their applications are judged, in the order of the register', async () => {
  const { facts, of } = await pastFacts(town.db, id, 100);
  expect(of).toBe(3);
  expect(facts.map(({ isee }) => isee)).toEqual([420_000, null, 900_000]);
  const now = await databaseNow(town.db);
  const real = await Promise.all(
    sent.map(async (applicationId) => {
      const [row] = await town.db.select().from(applications).where(eq(applications.id, applicationId));
      const application = row && openApplicationRow(row);
      return application && (await judged(town.db, { application, rules: rulesWith(), now }))?.facts;
    }),
  );
  expect(facts).toEqual(real);
});

it('lets nothing out that names anybody', async () => {
  const { facts } = await pastFacts(town.db, id, 100);
  const allowed = ['chronic', 'helpedBefore', 'housingCost', 'isee', 'liquidAssets', 'monthlyIncome'];
  for (const each of facts) {
    expect(Object.keys(each).toSorted()).toEqual(
      [...allowed, 'monthlySupport', 'needsMedicines', 'people', 'sources'].toSorted(),
    );
    for (const person of each.people) {
      expect(Object.keys(person).toSorted()).toEqual(['age', 'birthYear', 'disabled']);
    }
  }
  const written = JSON.stringify(facts);
  expect(written).not.toMatch(/Rossi|Mario|RSSMRA|INPS-ISEE|@|[0-9a-f]{8}-[0-9a-f]{4}/);
});

it('of more than are wanted takes the same every time', async () => {
  const two = await pastFacts(town.db, id, 2);
  expect(two).toMatchObject({ of: 3, facts: [{}, {}] });
  expect(await pastFacts(town.db, id, 2)).toEqual(two);
});

it('names every programme with what there is of it', async () => {
  const found = (await rehearsalProgrammes(town.db)).find((programme) => programme.id === id);
  expect(found).toMatchObject({ status: 'attivo', inForce: true, draft: false });
});
