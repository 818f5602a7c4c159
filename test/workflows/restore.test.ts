import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideApplication } from '../../commands/application/decide';
import { beginEpoch } from '../../commands/installation/begin-epoch';
import { answerTicket } from '../../commands/ticket/answer';
import { openTicket } from '../../commands/ticket/open';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { checkInvariants } from '../../db/queries/invariants';
import { readEpoch } from '../../db/queries/installation';
import { applications } from '../../db/schema/applications';
import { messages } from '../../db/schema/delivery';
import { vouchers } from '../../db/schema/ledger';
import type { OutgoingMessage } from '../../integrations/messages/port';
import { embeddedGateway } from '../../integrations/messages/embedded';
import { compareLives } from '../../scripts/audit/lives';
import { checkSealed } from '../../scripts/audit/sealed';
import { endEpoch } from '../../scripts/backup/end-epoch';
import { putBack } from '../../scripts/backup/put-back';
import { takeBackup } from '../../scripts/backup/take';
import { createDatabase, type TestDatabase } from '../support/database';
import { ticketRules } from '../support/desk';
import { eventually, startEngine, type Engine } from '../support/engine';
import { temporal } from '../support/temporal';
import { ownTemporal, type OwnTemporal } from '../support/temporal-server';
import { done, openTown, townIn, type Town, type User } from '../support/town';

let folder: string;
let file: string;
let lost: Town;
let lostEpoch: string;
let place: TestDatabase;
let restored: Town;
let server: OwnTemporal;
let engine: Engine;
let operator: User;
let cashier: User;
/** One application of each moment of its life, and a ticket. */
const halfLived = { draft: '', submitted: '', partlySpent: '', spent: '', untold: '', ticket: '' };
/** What was handed to the gateways since the restore: a message's business key by its id. */
const handed: string[] = [];

const sentIn = async ({ db }: Town): Promise<number> => db.$count(messages, eq(messages.status, 'inviato'));
const codeOf = (town: Town, id: string) =>
  eventually(
    () => town.voucherCode(id),
    (code) => code !== null,
  );
const statusOf = async (town: Town, id: string) =>
  (await town.db.select().from(applications).where(eq(applications.id, id)))[0]?.status;
const audit = async (): Promise<string[]> =>
  [
    ...(await checkInvariants(restored.db)),
    ...(await checkSealed(restored.db)),
    ...(await compareLives(restored.db, engine.temporal.client.workflow)),
  ].flatMap(({ faults }) => faults);

/** A town that has lived for a while, and has something that its engine was not told yet. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-backup-'));
  file = path.join(folder, 'town.backup');
  lost = await openTown();
  lostEpoch = await readEpoch(lost.db);
  const before = await startEngine(lost.db, lost.url);
  const { slug } = await lost.programme();
  operator = await lost.user('operatore');
  const desk = await lost.user('supporto');
  cashier = (await lost.shop()).cashier;
  halfLived.draft = await lost.draft(await lost.user('cittadino'), slug);
  halfLived.submitted = await lost.submitted(await lost.user('cittadino'), slug);
  halfLived.partlySpent = await lost.approved(operator, await lost.user('cittadino'), slug);
  halfLived.spent = await lost.approved(operator, await lost.user('cittadino'), slug);
  const spend = async (id: string, amountCents: number) =>
    done(
      await redeemVoucher(lost.db, cashier, newId(), { code: (await codeOf(lost, id)) ?? '', amountCents }),
    );
  await spend(halfLived.partlySpent, 2_000);
  await spend(halfLived.spent, 30_000);
  halfLived.ticket = newId();
  const asked = {
    name: 'Ada',
    phone: '067916780',
    email: 'ada@example.org',
    reason: 'Non entro',
    page: null,
  };
  const { code } = done(
    await openTicket(lost.db, { ...asked, requestId: halfLived.ticket, userId: null }, ticketRules()),
  );
  done(await answerTicket(lost.db, desk, { code, text: 'Ci guardiamo' }));
  // Three receipts, two approvals by mail and two codes by SMS, two words on the ticket.
  await eventually(
    () => sentIn(lost),
    (sent) => sent === 9,
  );
  await before.stop();
  halfLived.untold = await lost.submitted(await lost.user('cittadino'), slug);
  await takeBackup(lost.url, file);
  await lost.submitted(await lost.user('cittadino'), slug);
}, 120_000);

afterAll(async () => {
  await engine?.stop();
  await server?.remove();
  await restored?.db.$client.end();
  await place?.drop();
  await lost?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is its owner’s alone, says nobody’s name, and overwrites nothing', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).includes('ada@example.org')).toBe(false);
    await expect(takeBackup(lost.url, file)).rejects.toThrow('overwrites nothing');
  });

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['cut short', (bytes) => bytes.subarray(0, -40), 'cut short'],
    ['changed', (bytes) => bytes.fill(7, 5_000, 5_001), 'changed'],
    ['of something else', () => Buffer.from('select 1;\n'), 'not a backup'],
  ])('that is %s is found before anything is touched', async (_name, damage, words) => {
    const damaged = path.join(folder, 'damaged.backup');
    writeFileSync(damaged, damage(readFileSync(file)));
    await expect(putBack(lost.url, damaged, { replace: true })).rejects.toThrow(words);
    expect(await readEpoch(lost.db)).toBe(lostEpoch);
    truncateSync(damaged);
  });

  it('goes over nobody unless told to', async () => {
    await expect(putBack(lost.url, file, { replace: false })).rejects.toThrow('--replace');
    expect(await readEpoch(lost.db)).toBe(lostEpoch);
  });
});

describe('restored into an empty place', () => {
  beforeAll(async () => {
    place = await createDatabase();
    const { ended } = await putBack(place.url, file, { replace: false });
    expect(ended).toContain(lostEpoch);
    restored = townIn(place, 10, 100);
    const { epoch } = await beginEpoch(restored.db);
    expect(epoch).not.toBe(lostEpoch);
    // As if its approval were of long ago, and no message of it had been kept.
    await restored.db.execute(sql`
      update outbox set event = jsonb_set(event, '{events}', (select jsonb_agg(e || '{"recalled":true}' order by n)
        from jsonb_array_elements(event -> 'events') with ordinality as each(e, n)))
      where business_id = ${halfLived.spent}`);
    await restored.db.execute(sql`
      update messages set business_key = 'forgotten:' || id where business_key like '%' || ${halfLived.spent} || '%'`);
    server = await ownTemporal();
    await server.start();
    const gateway = {
      send: async (message: OutgoingMessage) => {
        const [row] = await restored.db
          .select()
          .from(messages)
          .where(eq(messages.id, message.idempotencyKey));
        handed.push(row?.businessKey ?? '');
        return embeddedGateway.send(message);
      },
    };
    engine = await startEngine(restored.db, place.url, {
      gateways: { sms: gateway, email: gateway },
      server: temporal(server.address, 'default'),
    });
  }, 120_000);

  it('passes the audit: every procedure is where it was', async () => {
    await eventually(
      () => restored.db.execute(sql`select from outbox where process <> 'message'`),
      ({ rowCount }) => rowCount === 0,
    );
    expect(await audit()).toEqual([]);
    const found = await restored.db
      .select({ id: applications.id, status: applications.status })
      .from(applications);
    expect(new Map(found.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [halfLived.draft, 'bozza'],
        [halfLived.submitted, 'presentata'],
        [halfLived.untold, 'presentata'],
        [halfLived.partlySpent, 'approvata'],
        [halfLived.spent, 'approvata'],
      ]),
    );
  });

  it('tells what had not been told, and nothing again', async () => {
    await eventually(() => Promise.resolve(handed.length), Boolean);
    expect(handed).toEqual([expect.stringContaining(`submission-receipt:${halfLived.untold}`)]);
  });

  it('goes on with the half of life that is ahead, issuing every voucher once', async () => {
    const decision = { outcome: 'approvata' as const, amountCents: 30_000, reason: 'Come da istruttoria' };
    done(await decideApplication(restored.db, operator, { applicationId: halfLived.submitted, decision }));
    const code = (await codeOf(restored, halfLived.submitted)) ?? '';
    await eventually(
      () => Promise.resolve(handed),
      (keys) => keys.some((key) => key.startsWith(`voucher-code:${halfLived.submitted}`)),
    );
    done(await redeemVoucher(restored.db, cashier, newId(), { code, amountCents: 30_000 }));
    const half = (await codeOf(restored, halfLived.partlySpent)) ?? '';
    done(await redeemVoucher(restored.db, cashier, newId(), { code: half, amountCents: 28_000 }));
    const found = await restored.db.select({ status: vouchers.status }).from(vouchers);
    expect(found.map(({ status }) => status)).toEqual(['esaurito', 'esaurito', 'esaurito']);
    await eventually(audit, (faults) => faults.length === 0);
    expect(handed.filter((key) => key.startsWith('voucher-code:'))).toHaveLength(1);
    const ofToday = [halfLived.untold, halfLived.submitted];
    expect(handed.filter((key) => !ofToday.some((id) => key.includes(id)))).toEqual([]);
    expect(new Set(handed).size).toBe(handed.length);
  });

  it('ends the procedures of before, which could write nothing any more', async () => {
    const old = await temporal();
    const running = () =>
      old.client.workflow.count(`ExecutionStatus = "Running" AND WorkflowId STARTS_WITH "application:"`);
    expect((await running()).count).toBeGreaterThan(0);
    await endEpoch(old.client.workflow, lostEpoch);
    await eventually(running, ({ count }) => count === 0);
    await old.close();
    expect(await statusOf(restored, halfLived.draft)).toBe('bozza');
  });
});
