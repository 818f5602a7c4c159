import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rateService } from '../../../commands/application/rate';
import { ratingReports } from '../../../db/queries/ratings';
import { applications } from '../../../db/schema/applications';
import { ratings } from '../../../db/schema/ratings';
import { done, openTown, type Town, type User } from '../../support/town';

const rating = { stars: '2', answer: 'unclear', details: 'Non trovavo il tasto' };

let town: Town;
let programme: { id: string; slug: string };
let citizen: User;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

beforeEach(async () => {
  programme = await town.programme();
  citizen = await town.user('cittadino');
});

const kept = () => town.db.select().from(ratings).where(eq(ratings.programmeId, programme.id));

describe('rating the service', () => {
  it('keeps stars, answer and words with the day alone', async () => {
    const applicationId = await town.submitted(citizen, programme.slug);
    done(await rateService(town.db, citizen, { applicationId, ...rating }));
    const [row, ...others] = await kept();
    expect(others).toEqual([]);
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/) as string,
      programmeId: programme.id,
      stars: 2,
      answer: 'unclear',
      details: 'Non trovavo il tasto',
      ratedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
    });
  });

  it('leaves the application as it was, but for having been rated', async () => {
    const applicationId = await town.submitted(citizen, programme.slug);
    const read = async () =>
      (await town.db.select().from(applications).where(eq(applications.id, applicationId)))[0];
    const before = await read();
    done(await rateService(town.db, citizen, { applicationId, ...rating }));
    expect(await read()).toEqual({ ...before, rated: true });
  });

  it('counts once, however many clicks come at once and later', async () => {
    const applicationId = await town.submitted(citizen, programme.slug);
    const clicks = Array.from({ length: 6 }, () =>
      rateService(town.db, citizen, { applicationId, ...rating }),
    );
    const outcomes = (await Promise.all(clicks)).map(done);
    expect(outcomes.filter(({ first }) => first)).toHaveLength(1);
    expect(done(await rateService(town.db, citizen, { applicationId, ...rating, stars: '1' }))).toEqual({
      first: false,
    });
    expect((await kept()).map(({ stars }) => stars)).toEqual([2]);
  });

  it('is for what was sent by the citizen who sent it', async () => {
    const draft = await town.draft(citizen, programme.slug);
    expect(await rateService(town.db, citizen, { applicationId: draft, ...rating })).toEqual({
      ok: false,
      error: { code: 'act-not-allowed' },
    });
    const applicationId = await town.submitted(citizen, programme.slug);
    for (const other of [await town.user('cittadino'), await town.user('operatore')]) {
      expect(await rateService(town.db, other, { applicationId, ...rating })).toEqual({
        ok: false,
        error: { code: 'not-found' },
      });
    }
    expect(await kept()).toEqual([]);
  });

  it('that is not whole writes nothing and can be given again', async () => {
    const applicationId = await town.submitted(citizen, programme.slug);
    const outcome = await rateService(town.db, citizen, { applicationId, ...rating, answer: 'clear' });
    expect(outcome).toMatchObject({ ok: false, error: { faults: [{ field: 'answer' }] } });
    expect(done(await rateService(town.db, citizen, { applicationId, ...rating }))).toEqual({ first: true });
  });
});

describe('the office', () => {
  it('reads the number alone until there are five, then average and distribution, by programme', async () => {
    const give = async (stars: string, answer: string) => {
      const sender = await town.user('cittadino');
      const applicationId = await town.submitted(sender, programme.slug);
      done(await rateService(town.db, sender, { applicationId, stars, answer, details: '' }));
    };
    const report = async () => (await ratingReports(town.db)).get(programme.id);
    expect(await report()).toBeUndefined();
    for (const [stars, answer] of [
      ['1', 'unclear'],
      ['5', 'clear'],
      ['5', 'clear'],
      ['4', 'sure-of-progress'],
    ] as const) {
      await give(stars, answer);
    }
    expect(await report()).toEqual({ count: 4 });
    await give('5', 'other-preferred');
    expect(await report()).toEqual({ count: 5, average: 4, byStars: { 1: 1, 2: 0, 3: 0, 4: 1, 5: 3 } });
  });
});

describe('the database', () => {
  it.each([
    [{ stars: 6, answer: 'clear' }],
    [{ stars: 3, answer: 'clear' }],
    [{ stars: 4, answer: 'unclear' }],
    [{ stars: 4, answer: 'anything' }],
    [{ stars: 4, answer: 'clear', details: 'x'.repeat(201) }],
  ])('refuses %o', async (values) => {
    const insertion = town.db
      .insert(ratings)
      .values({ programmeId: programme.id, ratedOn: '2026-03-31', ...values } as typeof ratings.$inferInsert);
    await expect(insertion).rejects.toThrow();
  });
});
