import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { decideApplication } from '../../../commands/application/decide';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { publishRanking } from '../../../commands/programme/publish-ranking';
import { publishedRanking, publishedRankingsOf } from '../../../db/queries/rankings';
import { registrations } from '../../../db/schema/applications';
import { publishedRankings } from '../../../db/schema/rankings';
import { writeRegistration } from '../../../domain/application/registration';
import { readRanking } from '../../../domain/programme/published-ranking';
import { roles } from '../../../domain/roles';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { atOnce } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { uniqueCode } from '../../support/unique-code';

let town: Town;
let operator: User;
let responsabile: User;

beforeAll(async () => {
  town = await openTown(10);
  operator = await town.user('operatore');
  responsabile = await town.user('responsabile');
});
afterAll(() => town.close());

const byIsee = rulesWith({
  order: [{ by: 'isee', direction: 'ascending' }],
  criteria: [
    {
      id: 'isee',
      text: 'ISEE non superiore a 9.360 euro',
      source: 'Avviso, art. 2',
      holds: { quantity: 'isee', is: 'at-most', value: 936_000 },
    },
  ],
});

/** A sent application of a household with this ISEE; answers its id and protocol number. */
async function sent(
  slug: string,
  isee: string,
): Promise<{ id: string; registration: string; citizen: User }> {
  const citizen = await town.user('cittadino');
  const { applicationId: id } = done(await openApplication(town.db, citizen, { programmeSlug: slug }));
  const answers = {
    ...wholeAnswers({}),
    'beneficiary.fiscalCode': uniqueCode('RSSMRA85T10'),
    'beneficiary.familyName': 'Rossi',
    'beneficiary.givenName': 'Mario',
    'beneficiary.birthDate': '1985-12-10',
    'contacts.mobile': '3331234567',
    'contacts.email': 'mario@example.org',
    'isee.amount': isee,
  };
  done(await saveDraft(town.db, citizen, { applicationId: id, version: 1, answers }));
  done(await submitApplication(town.db, citizen, { applicationId: id }));
  const [entry] = await town.db.select().from(registrations).where(eq(registrations.applicationId, id));
  return { id, citizen, registration: entry ? writeRegistration(entry) : '' };
}

const publish = (slug: string) => publishRanking(town.db, responsabile, { slug });

describe('a published ranking', () => {
  it('has the order of the rules, places only for who is admitted, and protocol numbers only', async () => {
    const { id, slug } = await town.programme(byIsee);
    const second = await sent(slug, '8.000,00');
    const excluded = await sent(slug, '20.000,00');
    const first = await sent(slug, '3.000,00');
    const withdrawn = await sent(slug, '1,00');
    const approved = { outcome: 'approvata', amountCents: 30_000, reason: 'Come da istruttoria' } as const;
    done(await decideApplication(town.db, operator, { applicationId: first.id, decision: approved }));
    const taken = { applicationId: withdrawn.id, as: 'withdrawn' } as const;
    done(await closeApplication(town.db, withdrawn.citizen, taken));
    done(await publish(slug));
    const ranking = await publishedRanking(town.db, id, null);
    expect(readRanking(ranking?.document ?? '')).toEqual([
      { place: 1, registration: first.registration, outcome: 'approvata' },
      { place: 2, registration: second.registration, outcome: 'in lista' },
      { place: null, registration: excluded.registration, outcome: 'non ammessa' },
    ]);
    expect(ranking).toMatchObject({ number: 1, places: 2, publishedBy: responsabile.id });
    expect(ranking?.sha256).toEqual(
      createHash('sha256')
        .update(ranking?.document ?? '')
        .digest(),
    );
    expect(ranking?.document).toMatch(/^posto,protocollo,esito\r\n(\d*,\d+\/\d{4},[a-z ]+\r\n)+$/);
  });

  it('does not move with what is decided afterwards; the next publication stands beside it', async () => {
    const { id, slug } = await town.programme(byIsee);
    const { id: applicationId } = await sent(slug, '8.000,00');
    await atOnce(3, () => publish(slug));
    const before = await publishedRanking(town.db, id, null);
    const rejected = { outcome: 'respinta', reason: 'Fuori dai criteri' } as const;
    done(await decideApplication(town.db, operator, { applicationId, decision: rejected }));
    expect(await publishedRanking(town.db, id, null)).toEqual(before);
    expect(done(await publish(slug))).toEqual({ number: 2 });
    expect(done(await publish(slug))).toEqual({ number: 2 });
    expect(await publishedRanking(town.db, id, 1)).toEqual(before);
    expect((await publishedRankingsOf(town.db, id)).map(({ number, places }) => [number, places])).toEqual([
      [2, 0],
      [1, 1],
    ]);
  });

  it('whose document is not what its hash says is refused by the database', async () => {
    const { id } = await town.programme(byIsee);
    const forged = {
      id,
      programmeId: id,
      number: 1,
      document: 'posto,protocollo,esito\r\n',
      places: 0,
      sha256: Buffer.alloc(32),
      publishedBy: responsabile.id,
    };
    await expect(town.db.insert(publishedRankings).values(forged)).rejects.toMatchObject({
      cause: { constraint: 'published_rankings_are_what_they_say' },
    });
  });

  it('is the responsabile’s to publish, of a programme that has an order', async () => {
    const { slug } = await town.programme(byIsee);
    const { cashier } = await town.shop();
    for (const role of roles.filter((each) => each !== 'responsabile')) {
      const actor = role === 'esercente' ? cashier : await town.user(role);
      expect(await publishRanking(town.db, actor, { slug })).toEqual({
        ok: false,
        error: { code: 'not-found' },
      });
    }
    const arrival = await town.programme();
    for (const unknown of [arrival.slug, 'nessuno']) {
      expect(await publish(unknown)).toEqual({ ok: false, error: { code: 'not-found' } });
    }
  });
});
