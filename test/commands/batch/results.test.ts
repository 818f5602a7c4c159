import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmBatch } from '../../../commands/batch/choose';
import { prepareResults } from '../../../commands/batch/prepare-results';
import { finishBatch, workNextRow } from '../../../commands/batch/work';
import { applications, decisions, registrations } from '../../../db/schema/applications';
import { batches, batchRows } from '../../../db/schema/batches';
import { openDecisionRow } from '../../../db/sealing/columns';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;
let slug: string;

beforeAll(async () => {
  town = await openTown();
  operator = await town.user('operatore');
  slug = (await town.programme()).slug;
});
afterAll(() => town.close());

async function* inParts(bytes: Buffer, size = 997): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const upload = (content: string | AsyncIterable<Uint8Array>, actor = operator) =>
  prepareResults(town.db, actor, {
    fileName: 'esiti.csv',
    content: typeof content === 'string' ? inParts(Buffer.from(content)) : content,
  });

const protocolOf = async (id: string): Promise<string> => {
  const [entry] = await town.db.select().from(registrations).where(eq(registrations.applicationId, id));
  return `${entry?.number}/${entry?.year}`;
};

const submitted = async (): Promise<{ id: string; protocol: string }> => {
  const id = await town.submitted(await town.user('cittadino'), slug);
  return { id, protocol: await protocolOf(id) };
};

const rowsOf = (batchId: string) =>
  town.db.select().from(batchRows).where(eq(batchRows.batchId, batchId)).orderBy(asc(batchRows.position));

const batchesKept = async () => (await town.db.select({ id: batches.id }).from(batches)).length;

describe('a file of results', () => {
  it('is shown row by row, and only the good ones are done once confirmed', async () => {
    const [one, two, three] = [await submitted(), await submitted(), await submitted()];
    const approved = await protocolOf(
      await town.approved(operator, await town.user('cittadino'), slug, 20_000),
    );
    const file = [
      'Esito;N. Protocollo;Importo (euro);Motivazione;Codici',
      `approvata;${one.protocol};300,00;`,
      `Respinta;${two.protocol};;Fuori dai requisiti;liquidita, altro`,
      `approvata;${three.protocol};250;`,
      `boh;${three.protocol};250,x;`,
      'approvata;999999/2020;300;',
      `approvata;${approved};200;`,
      `respinta;${approved};;Altro`,
      `approvata;${one.protocol};300;`,
      '"mai chiuse',
    ].join('\r\n');
    const { batchId } = done(await upload(file));
    const rows = await rowsOf(batchId);
    expect(rows.map(({ line, state, refusal }) => [line, refusal?.code ?? state])).toEqual([
      [2, 'in coda'],
      [3, 'in coda'],
      [4, 'invalid'],
      [5, 'invalid'],
      [6, 'unknown-registration'],
      [7, 'decided-so'],
      [8, 'repeated'],
      [9, 'repeated'],
      [10, 'invalid'],
    ]);
    const faultsOf = (place: number) => {
      const refusal = rows[place]?.refusal;
      return refusal?.code === 'invalid' ? refusal.faults.map(({ field, code }) => `${field} ${code}`) : [];
    };
    expect(faultsOf(2)).toEqual(['reason departs-from-proposal']);
    expect(faultsOf(3)).toEqual(['outcome result-outcome']);
    expect(faultsOf(8)).toEqual([' csv-unclosed-quote']);
    const [untouched] = await town.db.select().from(applications).where(eq(applications.id, one.id));
    expect(untouched?.status).toBe('presentata');

    done(await confirmBatch(town.db, operator, { batchId }));
    while (await workNextRow(town.db, batchId));
    expect(await finishBatch(town.db, batchId)).toBe(true);
    const decided = await town.db.select().from(decisions).where(eq(decisions.applicationId, two.id));
    expect(decided.map((row) => openDecisionRow(row))).toMatchObject([
      { outcome: 'respinta', reasonCodes: ['liquidita', 'altro'], reason: 'Fuori dai requisiti' },
    ]);
    const again = done(await upload(file));
    expect(again.batchId).not.toBe(batchId);
    expect((await rowsOf(again.batchId)).slice(0, 2).map(({ refusal }) => refusal?.code)).toEqual([
      'decided-so',
      'decided-so',
    ]);
  });

  it('sent twice is one preview', async () => {
    const { protocol } = await submitted();
    const file = `protocollo,esito,importo\n${protocol},approvata,"300,00"\n`;
    const [first, second] = await Promise.all([upload(file), upload(file)]);
    expect(done(first).batchId).toBe(done(second).batchId);
  });

  it.each([
    ['', 'csv-empty'],
    ['protocollo;importo\n1/2021;300', 'csv-column-outcome'],
    ['esito\napprovata', 'csv-column-registration'],
    ['PK\u0003\u0004 \0 not a text', 'csv-column-registration'],
    ['protocollo;esito\n', 'batch-empty'],
  ])('that is none is refused as a whole: %j', async (file, code) => {
    const before = await batchesKept();
    const outcome = await upload(file);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid', faults: [{ code }] } });
    expect(await batchesKept()).toBe(before);
  });

  it('that breaks off leaves nothing', async () => {
    const before = await batchesKept();
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`protocollo;esito\n${'1/1999;respinta\n'.repeat(2_000)}`);
      throw new Error('the line broke');
    }
    await expect(upload(breaking())).rejects.toThrow('the line broke');
    expect(await batchesKept()).toBe(before);
  });

  it('from somebody who may not decide is not even read', async () => {
    const unread = () => ({
      [Symbol.asyncIterator]: () => {
        throw new Error('read');
      },
    });
    for (const role of ['cittadino', 'supporto'] as const) {
      expect(await upload(unread(), await town.user(role))).toMatchObject({ error: { code: 'not-found' } });
    }
  });

  it('of 20,000 rows, broken ones among them, is judged row by row; more than may be are refused', async () => {
    async function* rows(count: number): AsyncGenerator<Uint8Array> {
      yield Buffer.from('protocollo;esito;importo;motivo\n');
      for (let each = 0; each < count; each += 1_000) {
        const some = Array.from({ length: Math.min(1_000, count - each) }, (_, place) => {
          if (place % 100 === 7) return `${each + place + 1}/1999;forse;300;`;
          return `${each + place + 1}/1999;approvata;300,00;Come da verbale della commissione`;
        });
        yield Buffer.from(`${some.join('\n')}\n`);
      }
    }
    const { batchId } = done(await upload(rows(20_000)));
    const { rows: counts } = await town.db.execute(sql`
      select refusal ->> 'code' as code, count(*)::int as rows from batch_rows where batch_id = ${batchId}
      group by 1 order by 1`);
    expect(counts).toEqual([
      { code: 'invalid', rows: 200 },
      { code: 'unknown-registration', rows: 19_800 },
    ]);
    const kept = await batchesKept();
    const file = { fileName: 'esiti.csv', content: rows(1_000) };
    expect(await prepareResults(town.db, operator, file, 999)).toMatchObject({
      error: { faults: [{ code: 'batch-too-many' }] },
    });
    expect(await batchesKept()).toBe(kept);
  });
});
