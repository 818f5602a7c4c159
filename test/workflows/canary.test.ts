import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveDraft } from '../../commands/application/save';
import { submitApplication } from '../../commands/application/submit';
import { messages } from '../../db/schema/delivery';
import { sealedPayloads } from '../../keys/payloads';
import { loggable } from '../../log';
import { fiscalCodeOf } from '../support/citizen';
import { eventually, startEngine, type Engine } from '../support/engine';
import { memberAnswers } from '../support/form';
import { applicationOf } from '../support/records';
import { done, openTown, type Town } from '../support/town';

/** What must turn up nowhere: somebody's illness, income and codice fiscale. */
const diagnosis = 'sclerosi multipla';
/** Of more digits than a hash has by chance. */
const income = { typed: '98765,43', cents: '9876543' };
const member = fiscalCodeOf(77);
const canaries = [diagnosis, income.typed, income.cents, member];

let town: Town;
let engine: Engine;
let applicationId: string;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

it('health, incomes and codici fiscali are in no workflow, no fault of one, no log, and in no table in clear', async () => {
  // A fault of the database that names all of it, as its words and as the parameters of the statement.
  await town.db.execute(
    sql.raw(`
    create function fail() returns trigger language plpgsql as $$
    begin raise exception '${canaries.join(' ')} of %', new.recipient; end $$;
    create trigger fails before update on messages for each row execute function fail()`),
  );
  const citizen = await town.user('cittadino');
  applicationId = await town.draft(citizen, (await town.programme()).slug);
  const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
  const typed = {
    ...answers,
    ...memberAnswers('m1', { fiscalCode: member }),
    'need.description': `Curo una ${diagnosis}`,
    'monthlyMeans.income': income.typed,
  } as Record<string, string>;
  done(await saveDraft(town.db, citizen, { applicationId, version, answers: typed }));
  done(await submitApplication(town.db, citizen, { applicationId }));

  const failing = await eventually(pendingFailure, (found) => found !== null);
  expect(await opened(failing)).toContain(diagnosis);
  await town.db.execute(sql`drop trigger fails on messages`);
  await eventually(
    () => town.db.select().from(messages),
    (rows) => rows.some(({ status }) => status === 'inviato'),
  );
  const handle = await engine.handle('application', applicationId);
  const kept = [failing, await described(), (await handle.fetchHistory()) as unknown].map(words).join('\n');
  expect(kept).toContain(applicationId);
  for (const canary of [...canaries, '3331234567', 'example.org']) expect(kept).not.toContain(canary);

  const faults = await town.db.execute(sql`select ${diagnosis}::int`).catch((fault: unknown) => fault);
  expect(String(faults)).toContain(diagnosis);
  expect(JSON.stringify(loggable(faults))).not.toContain(diagnosis);

  for (const { table, text } of await everyRow()) {
    for (const canary of canaries) expect([table, text.includes(canary)]).toEqual([table, false]);
  }
});

const described = async () =>
  (await engine.handle('application', applicationId)).describe().then(({ raw }) => raw);

/** How the activity that is tried again and again failed last, as the engine keeps it. */
const pendingFailure = async () => {
  const { pendingActivities } = await described().catch(() => ({ pendingActivities: [] }));
  return pendingActivities?.find(({ lastFailure }) => lastFailure)?.lastFailure ?? null;
};

/** The words of a failure, for whoever has the keys. */
async function opened(failure: Awaited<ReturnType<typeof pendingFailure>>): Promise<string> {
  if (!failure) return '';
  const sealed = failure.encodedAttributes;
  const [payload] = await sealedPayloads.decode(sealed ? [sealed] : []);
  return Buffer.from(payload?.data ?? []).toString('utf8') + (await opened(failure.cause ?? null));
}

/** Every word in what the engine keeps, its bytes read as text. */
function words(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(words).join('\n');
}

/** Every row of every table as text. */
async function everyRow(): Promise<{ table: string; text: string }[]> {
  const { rows: tables } = await town.db.execute<{ name: string }>(
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  const all = tables.map(async ({ name: table }) => {
    const { rows } = await town.db.execute<{ text: string }>(
      sql`select coalesce(string_agg(t::text, ' '), '') as text from ${sql.identifier(table)} t`,
    );
    return { table, text: rows[0]?.text ?? '' };
  });
  return Promise.all(all);
}
