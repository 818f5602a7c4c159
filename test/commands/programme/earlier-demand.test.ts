import { afterAll, beforeAll, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { decideApplication } from '../../../commands/application/decide';
import { earlierDemand } from '../../../db/queries/earlier-demand';
import { householdClaims } from '../../../db/schema/applications';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

it('is what the latest programme with twenty applications granted or waiting took, by size', async () => {
  const [earlier, young, written] = [await town.programme(), await town.programme(), await town.programme()];
  expect(await earlierDemand(town.db, written.id)).toBeNull();

  const sent: string[] = [];
  for (let number = 0; number < 20; number += 1)
    sent.push(await town.submitted(await town.user('cittadino'), earlier.slug));
  // Too few to tell anything, though it was published later.
  await town.submitted(await town.user('cittadino'), young.slug);
  // One of the twenty has two members more.
  const claim = { programmeId: earlier.id, applicationId: sent[0] ?? '' };
  await town.db
    .insert(householdClaims)
    .values([1, 2].map((member) => ({ ...claim, memberHash: Buffer.alloc(32, member) })));

  const own = (await claimsOf(sent[1] ?? '')).length;
  const bySize = Array.from({ length: own + 2 }, () => 0);
  Object.assign(bySize, { [own - 1]: 19, [own + 1]: 1 });
  expect(await earlierDemand(town.db, written.id)).toEqual({ programme: 'Buoni Pane', bySize });
  // It is no measure of itself.
  expect(await earlierDemand(town.db, earlier.id)).toBeNull();

  const decision = { outcome: 'respinta', reason: 'Fuori dai criteri' } as const;
  const operator = await town.user('operatore');
  done(await decideApplication(town.db, operator, { applicationId: sent[5] ?? '', decision }));
  expect(await earlierDemand(town.db, written.id)).toBeNull();
});

const claimsOf = (applicationId: string) =>
  town.db.select().from(householdClaims).where(eq(householdClaims.applicationId, applicationId));
