import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askAboutOwnData } from '../../commands/own-data/ask';
import { decideOwnData, extendAnswer } from '../../commands/own-data/decide';
import type { Queryable } from '../../db/client';
import { ownArchive } from '../../db/queries/own-data/requests';
import { messages } from '../../db/schema/delivery';
import { ownDataRequests } from '../../db/schema/own-data';
import { users } from '../../db/schema/people';
import { openMessageRow } from '../../db/sealing/columns';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { done, openTown, type Town, type User } from '../support/town';
import { unzip } from '../support/unzip';

let town: Town;
let engine: Engine;
let boss: User;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url, { ownDataKept: 'PT8S' });
  boss = await town.user('responsabile');
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const ask = async (citizen: User, kind: string, db: Queryable = town.db): Promise<string> =>
  done(await askAboutOwnData(db, citizen, { requestId: newId(), kind, text: 'Per favore' })).requestId;

const statusOf = async (id: string) =>
  (await town.db.select().from(ownDataRequests).where(eq(ownDataRequests.id, id)))[0]?.status;
const reaches = (id: string, status: string) =>
  eventually(
    () => statusOf(id),
    (now) => now === status,
  );

/** Waits until a message about a request has left. */
const told = (id: string, kind: string) =>
  eventually(
    async () =>
      (
        await town.db
          .select({ sentAt: messages.sentAt })
          .from(messages)
          .where(sql`${messages.kind} = ${kind} and split_part(${messages.businessKey}, ':', 2) = ${id}`)
      ).filter(({ sentAt }) => sentAt !== null).length,
    (sent) => sent === 1,
  );

it('prepares a copy, tells, and removes it when its time is over', async () => {
  const citizen = await town.user('cittadino');
  const { slug } = await town.programme();
  await town.submitted(citizen, slug);
  const requestId = await ask(citizen, 'export');
  await reaches(requestId, 'pronta');
  await told(requestId, 'own-data-ready');
  const archive = await ownArchive(town.db, citizen.id, requestId);
  const files = unzip(archive ?? Buffer.alloc(0));
  expect([...files.keys()]).toEqual(['i-miei-dati.pdf', 'dati.json']);
  const data = JSON.parse(files.get('dati.json') ?? '') as { applications: object[] };
  expect(data.applications).toHaveLength(1);
  const handle = await engine.handle('ownData', requestId);
  await handle.result();
  expect(await statusOf(requestId)).toBe('scaduta');
  expect(await ownArchive(town.db, citizen.id, requestId)).toBeNull();
  await keepHistory('ownData-copied', handle);
});

it('lets an erasure be decided, tells before the address is gone, and carries it out', async () => {
  const citizen = await town.user('cittadino');
  const requestId = await ask(citizen, 'erasure');
  await told(requestId, 'own-data-received');
  await told(requestId, 'own-data-to-decide');
  done(await decideOwnData(town.db, boss, { requestId, outcome: 'accolta', reason: 'Spetta' }));
  await reaches(requestId, 'eseguita');
  await told(requestId, 'own-data-decided');
  const answered = eq(messages.businessKey, `own-data-decided:${requestId}:decided`);
  const [answer] = await town.db.select().from(messages).where(answered);
  expect(answer && openMessageRow(answer).text).toContain('si chiude subito anche il tuo accesso');
  const [person] = await town.db.select().from(users).where(eq(users.id, citizen.id));
  expect(person).toMatchObject({ active: false, email: '' });
  const handle = await engine.handle('ownData', requestId);
  await handle.result();
  await keepHistory('ownData-erased', handle);
});

it('tells of a longer term, and erases nothing that is refused', async () => {
  const citizen = await town.user('cittadino');
  // Both in the very first word that the procedure hears.
  const requestId = await town.db.transaction(async (tx) => {
    const asked = await ask(citizen, 'erasure', tx);
    done(await extendAnswer(tx, boss, { requestId: asked, reason: 'Molte richieste' }));
    return asked;
  });
  await told(requestId, 'own-data-extended');
  done(await decideOwnData(town.db, boss, { requestId, outcome: 'respinta', reason: 'Serve per legge' }));
  await told(requestId, 'own-data-decided');
  const handle = await engine.handle('ownData', requestId);
  await handle.result();
  expect(await statusOf(requestId)).toBe('decisa');
  const [person] = await town.db.select().from(users).where(eq(users.id, citizen.id));
  expect(person?.active).toBe(true);
  await keepHistory('ownData-extended-and-refused', handle);
});
