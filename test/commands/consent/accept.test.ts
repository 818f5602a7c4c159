import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accredit } from '../../../commands/access/accredit';
import { submitApplication } from '../../../commands/application/submit';
import { recordAcceptance } from '../../../commands/consent/accept';
import { acceptancesFor } from '../../../db/queries/consents';
import { consentAcceptances, consentTexts } from '../../../db/schema/consents';
import { consentText, wholeText } from '../../../domain/consent/texts';
import { accreditation, fiscalCodeOf, userByFiscalCode } from '../../support/citizen';
import { createDatabase } from '../../support/database';
import { atOnce } from '../../support/records';
import { done, openTown, type Town } from '../../support/town';

let town: Town;
let slug: string;
let people = 0;

beforeAll(async () => {
  town = await openTown(20);
  ({ slug } = await town.programme());
});
afterAll(() => town.close());

const acceptedBy = (userId: string) =>
  town.db.select().from(consentAcceptances).where(eq(consentAcceptances.userId, userId));

describe('asking for access', () => {
  it.each(['it', 'en'])('accepts the two texts in the language of the page: %s', async (language) => {
    const person = ++people;
    done(await accredit(town.db, accreditation(person), language));
    const user = await userByFiscalCode(town.db, fiscalCodeOf(person));
    const accepted = await acceptedBy(user.id);
    expect(accepted.map(({ kind }) => kind).toSorted()).toEqual(['privacy', 'self-certification']);
    for (const acceptance of accepted) {
      const { version } = consentText(acceptance.kind, language);
      expect(acceptance).toMatchObject({ version, language, channel: 'cittadino', applicationId: null });
    }
  });

  it('by many at once keeps each text once, word for word', async () => {
    await atOnce(12, () => accredit(town.db, accreditation(++people)));
    const texts = await town.db.select().from(consentTexts);
    const names = texts.map(({ kind, version, language }) => `${kind} ${version} ${language}`);
    expect(new Set(names).size).toBe(texts.length);
    for (const { kind, language, body, sha256 } of texts) {
      expect(body).toBe(wholeText(consentText(kind, language)));
      expect(sha256).toEqual(createHash('sha256').update(body).digest());
    }
  });
});

describe('sending an application', () => {
  it('accepts the text of art. 76 as it stood above the declarations', async () => {
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    expect(await acceptancesFor(town.db, applicationId)).toEqual([]);
    const { registeredAt } = done(
      await submitApplication(town.db, citizen, { applicationId, language: 'en' }),
    );
    const { version, body } = consentText('declarations', 'en');
    const [accepted, ...more] = await acceptancesFor(town.db, applicationId);
    expect(accepted).toMatchObject({ kind: 'declarations', version, language: 'en', body });
    expect(more).toEqual([]);
    expect(Math.abs((accepted?.acceptedAt.getTime() ?? 0) - registeredAt.getTime())).toBeLessThan(5_000);
    expect(await acceptedBy(citizen.id)).toMatchObject([{ applicationId, channel: 'cittadino' }]);
  });

  it('five times at once accepts it once', async () => {
    const citizen = await town.user('cittadino');
    const applicationId = await town.draft(citizen, slug);
    await atOnce(5, () => submitApplication(town.db, citizen, { applicationId }));
    expect(await acceptancesFor(town.db, applicationId)).toHaveLength(1);
  });

  it('that is refused accepts nothing', async () => {
    const citizen = await town.user('cittadino');
    const { slug: closed } = await town.programme();
    const applicationId = await town.draft(citizen, closed);
    await town.db.$client.query(
      `update applications set answers = '{"contacts.email":"a@b.it"}' where id = $1`,
      [applicationId],
    );
    expect((await submitApplication(town.db, citizen, { applicationId })).ok).toBe(false);
    expect(await acceptedBy(citizen.id)).toEqual([]);
  });
});

it('a text whose words were changed under its version can be accepted by nobody', async () => {
  const other = await openTown(2);
  const { version } = consentText('privacy', 'it');
  const body = 'Altre parole';
  const sha256 = createHash('sha256').update(body).digest();
  await other.db.insert(consentTexts).values({ kind: 'privacy', version, language: 'it', body, sha256 });
  const { id: userId } = await other.user('cittadino');
  const accepting = recordAcceptance(other.db, ['privacy'], { userId, language: 'it', channel: 'cittadino' });
  await expect(accepting).rejects.toMatchObject({ cause: { code: '23503' } });
  expect(await other.db.select().from(consentAcceptances)).toEqual([]);
  await other.close();
});

describe('what was accepted before texts had a table of their own', () => {
  const folder = 'db/migrations';
  const files = readdirSync(folder).sort();
  const run = async (client: pg.Client, chosen: (file: string) => boolean): Promise<void> => {
    for (const file of files.filter(chosen))
      await client.query(readFileSync(path.join(folder, file), 'utf8'));
  };

  it('is kept with its moment, for the self-certification and for the notice', async () => {
    const database = await createDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('create schema before; set search_path to before');
    await run(client, (file) => file < '0008');
    const user = newId();
    await client.query(
      `insert into users (id, username, password_hash, must_change_password, role, family_name, given_name, email)
       values ($1, 'l.verdi', 'none', true, 'cittadino', 'Verdi', 'Luigi', 'l@example.org')`,
      [user],
    );
    await client.query(`insert into consents values ($1, 'accreditamento-2026-11', '2026-11-20T08:49:21Z')`, [
      user,
    ]);
    await run(client, (file) => file.startsWith('0008'));
    const { rows } = await client.query(
      `select kind, version, language, accepted_at
       from consent_acceptances join consent_texts using (kind, version, language, sha256)
       where user_id = $1 order by kind`,
      [user],
    );
    const kept = {
      version: 'accreditamento-2026-11',
      language: 'it',
      accepted_at: new Date('2026-11-20T08:49:21Z'),
    };
    expect(rows).toEqual([
      { kind: 'privacy', ...kept },
      { kind: 'self-certification', ...kept },
    ]);
    await client.end();
    await database.drop();
  });

  it('leaves nothing behind where nobody had accepted anything', async () => {
    const { db, close } = await openTown(1);
    expect(await db.select().from(consentTexts)).toEqual([]);
    await close();
  });
});
