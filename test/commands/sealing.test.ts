import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestClarification } from '../../commands/application/request';
import { importRegister } from '../../commands/register/import';
import { saveDraft } from '../../commands/application/save';
import { hashesOf } from '../../db/hash-key';
import { readInstallation } from '../../db/queries/installation';
import { registeredHousehold } from '../../db/queries/registers';
import { applications } from '../../db/schema/applications';
import { sealedColumns, sealedForm, sealedHashKey, sealedResident } from '../../db/sealing/columns';
import { auditSealed, isSealedThroughout, nameOf, rememberSealed, resealAll } from '../../db/sealing/reseal';
import { newKey } from '../../keys/keyring';
import { fiscalCodeOf } from '../support/citizen';
import { applicationOf } from '../support/records';
import { registerFile, residentRow, residentsHeading } from '../support/registers';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let operator: User;
let applicationId: string;

beforeAll(async () => {
  town = await openTown();
  operator = await town.user('operatore');
  const { slug } = await town.programme();
  applicationId = await town.submitted(await town.user('cittadino'), slug);
  done(await requestClarification(town.db, operator, { applicationId, text: 'Manca il certificato' }));
  const rows = [residentsHeading, residentRow(1, 'F1'), residentRow(2, 'F1'), residentRow(3, 'F2')].join(
    '\n',
  );
  done(await importRegister(town.db, operator, registerFile(rows, 'anagrafe')));
});
afterAll(() => town.close());

/** Everything a table holds, as the database would write it into a dump. */
const dump = async (table: string): Promise<string> =>
  (await town.db.execute<{ text: string }>(sql`select t::text as text from ${sql.raw(table)} t`)).rows
    .map(({ text }) => text)
    .join('\n');

const faults = async (): Promise<string[]> => {
  const all: string[] = [];
  for await (const report of auditSealed(town.db)) all.push(...report.faults);
  return all;
};

const reseal = async (): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for await (const { name, values } of resealAll(town.db)) if (values > 0) counts[name] = values;
  return counts;
};

describe('a sealed column', () => {
  it('says nothing of health, incomes or need to whoever reads the database', async () => {
    const { form } = await applicationOf(town.db, applicationId);
    expect(form?.values).toMatchObject({
      'monthlyMeans.income': 45_000,
      'need.description': 'Perdita del lavoro',
    });
    const stored = await dump('applications');
    expect(stored).toContain(form?.values['beneficiary.fiscalCode'] ?? 'nobody');
    for (const secret of ['45000', '450,00', 'Perdita del lavoro', 'disabled', 'isee']) {
      expect(stored).not.toContain(secret);
    }
    expect(await dump('citizen_requests')).not.toContain('certificato');
    expect(await dump('register_residents')).not.toMatch(/VRDLGU|,F1,|19\d\d-\d\d/);
    expect(await registeredHousehold(town.db, fiscalCodeOf(1))).toMatchObject({
      members: [{ fiscalCode: fiscalCodeOf(1) }, { fiscalCode: fiscalCodeOf(2) }],
    });
    expect(await faults()).toEqual([]);
  });

  it('opens in its own row only', async () => {
    const [row] = await town.db.select().from(applications);
    if (!row) throw new Error('there is no application');
    expect(() => sealedForm.open(operator.id, row.form)).toThrow('belongs elsewhere');
  });

  it('is a column there is, of a table with that key', async () => {
    for (const column of sealedColumns) {
      const { rowCount } = await town.db.$client.query(
        `select ${[...column.key, column.column].join(', ')} from ${column.table} limit 0`,
      );
      expect([nameOf(column), rowCount]).toEqual([nameOf(column), 0]);
    }
  });
});

describe('sealing anew', () => {
  const first = process.env.ENCRYPTION_KEYS ?? '';
  const withKeys = async <T>(keys: string, act: () => Promise<T>): Promise<T> => {
    process.env.ENCRYPTION_KEYS = keys;
    return act().finally(() => (process.env.ENCRYPTION_KEYS = first));
  };

  it('moves everything to the new key, and every hash stays what it is', async () => {
    const keys = `${newKey('k2')},${first}`;
    const before = await applicationOf(town.db, applicationId);
    const hash = (await hashesOf(town.db)).member(fiscalCodeOf(1));
    await withKeys(keys, async () => {
      expect(await faults()).not.toEqual([]);
      expect(await reseal()).toMatchObject({ 'applications.form': 1, 'register_residents.sealed': 3 });
      expect(await faults()).toEqual([]);
      expect(await reseal()).toEqual({});
    });
    // The first key is not needed any more.
    await withKeys(keys.split(',')[0] ?? '', async () => {
      expect(await applicationOf(town.db, applicationId)).toEqual(before);
      expect((await hashesOf(town.db)).member(fiscalCodeOf(1))).toEqual(hash);
      expect(await registeredHousehold(town.db, fiscalCodeOf(3))).not.toBeNull();
    });
    await withKeys(`${first},${keys.split(',')[0]}`, reseal);
  });

  it('goes on while drafts are saved, and loses none of what was typed', async () => {
    const citizen = await town.user('cittadino');
    const draft = await town.draft(citizen, (await town.programme()).slug);
    const save = async (round: number) => {
      const { answers, answersVersion: version } = await applicationOf(town.db, draft);
      const typed = { ...answers, 'need.description': `Giro ${round}` };
      done(await saveDraft(town.db, citizen, { applicationId: draft, version, answers: typed }));
    };
    await withKeys(`${newKey('k3')},${first}`, async () => {
      const saving = (async () => {
        for (let round = 1; round <= 20; round++) await save(round);
      })();
      await reseal();
      await saving;
      await reseal();
      expect((await applicationOf(town.db, draft)).answers['need.description']).toBe('Giro 20');
      expect(await faults()).toEqual([]);
      await rememberSealed(town.db);
      expect(await isSealedThroughout(town.db)).toBe(true);
      // Back, as a test that comes after expects it.
      const [current, other] = (process.env.ENCRYPTION_KEYS ?? '').split(',');
      await withKeys(`${other},${current}`, reseal);
    });
    expect(await isSealedThroughout(town.db)).toBe(false);
  });

  it('seals what a release before left in clear', async () => {
    const before = await applicationOf(town.db, applicationId);
    const hash = (await hashesOf(town.db)).member(fiscalCodeOf(1));
    await asBefore(town);
    expect((await faults()).length).toBeGreaterThan(5);
    await expect(registeredHousehold(town.db, fiscalCodeOf(1))).rejects.toThrow('still being sealed');
    await reseal();
    expect(await faults()).toEqual([]);
    expect(await applicationOf(town.db, applicationId)).toEqual(before);
    expect((await hashesOf(town.db)).member(fiscalCodeOf(1))).toEqual(hash);
    expect((await registeredHousehold(town.db, fiscalCodeOf(1)))?.members).toHaveLength(2);
    expect(await dump('applications')).not.toContain('Perdita del lavoro');
    expect(await dump('register_residents')).not.toMatch(/VRDLGU|,F1,|19\d\d-\d\d/);
  });

  it('is the only change that what never changes lets through', async () => {
    const attempt = (statement: string) =>
      town.db.transaction(async (tx) => {
        await tx.execute(sql`set local buoni_spesa.resealing = 'on'`);
        await tx.execute(sql.raw(statement));
      });
    await expect(attempt(`update applications set status = 'respinta'`)).rejects.toThrow();
    await expect(
      attempt(`update citizen_requests set answer_by = answer_by + interval '1 day'`),
    ).rejects.toThrow();
    await expect(attempt('delete from citizen_requests')).rejects.toThrow();
    await attempt('update citizen_requests set text = text');
    await expect(town.db.execute(sql`update applications set form = form || '{"a":1}'`)).rejects.toThrow();
  });
});

/** Writes a database as a release did that sealed nothing. */
async function asBefore({ db }: Town): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local buoni_spesa.resealing = 'on'`);
    for (const column of sealedColumns) {
      if (['register_residents', 'register_isees', 'installation'].includes(column.table)) continue;
      const { rows } = await tx.execute<{ key: string[]; stored: never }>(
        sql.raw(
          `select array[${column.key.map((each) => `${each}::text`).join(', ')}] as key, ${column.column} as stored
           from ${column.table} where ${column.column} is not null`,
        ),
      );
      for (const { key, stored } of rows) {
        const plain = column.open(key.join('/'), stored);
        const value = Buffer.isBuffer(plain) || typeof plain === 'string' ? plain : JSON.stringify(plain);
        const row = column.key.map((each, at) => sql`${sql.raw(each)}::text = ${key[at]}`);
        await tx.execute(
          sql`update ${sql.raw(column.table)} set ${sql.raw(column.column)} = ${value} where ${sql.join(row, sql` and `)}`,
        );
      }
    }
    const { rows } = await tx.execute<{ fiscal_code: string; sealed: never }>(
      sql`select * from register_residents`,
    );
    for (const { fiscal_code, sealed } of rows) {
      const person = sealedResident.open(fiscal_code, sealed);
      await tx.execute(sql`
        update register_residents set sealed = null, fiscal_code = ${person.fiscalCode}, household = ${person.household},
          family_name = ${person.familyName}, given_name = ${person.givenName}, birth_date = ${person.birthDate}
        where fiscal_code = ${fiscal_code}`);
    }
    const key = sealedHashKey.open('true', (await readInstallation(tx)).hashKey);
    await tx.execute(sql`update installation set household_key = ${key}, hash_key = null`);
  });
}
