import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockVoucher, unblockVoucher } from '../../commands/voucher/block';
import { extendVoucher } from '../../commands/voucher/extend';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { reissueCode } from '../../commands/voucher/reissue';
import { changeMobile } from '../../commands/voucher/resend';
import { revokeApproval } from '../../commands/voucher/revoke';
import { voidRedemption } from '../../commands/voucher/void';
import { checkInvariants } from '../../db/queries/invariants';
import { codeMessages } from '../../db/queries/voucher-file';
import { messages } from '../../db/schema/delivery';
import { vouchers } from '../../db/schema/ledger';
import { civilDate, endOfDay } from '../../domain/calendar';
import { embeddedGateway } from '../../integrations/messages/embedded';
import { PermanentRefusal, type MessageGateway } from '../../integrations/messages/port';
import { compareLives } from '../../scripts/audit/lives';
import { stateQuery, type ApplicationState } from '../../workflows/application/messages';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { applicationOf } from '../support/records';
import { rulesWith } from '../support/rules';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let operator: User;
let responsabile: User;

/** A carrier that knows a number of whom nobody answers. */
const wrongNumber = '+393331234567';
let refusing = false;
const sms: MessageGateway = {
  send: (message) =>
    refusing && message.recipient === wrongNumber
      ? Promise.reject(new PermanentRefusal('numero inesistente'))
      : embeddedGateway.send(message),
};

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url, { gateways: { sms } });
  operator = await town.user('operatore');
  responsabile = await town.user('responsabile');
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const reason = 'Segnalato dai servizi sociali';
const inDays = (days: number): string => civilDate(new Date(Date.now() + days * 24 * 60 * 60 * 1000));

/** An approved application whose voucher the workflow has issued. */
async function approved(terms: Parameters<typeof rulesWith>[0] = {}) {
  const { slug } = await town.programme(rulesWith(terms));
  const applicationId = await town.approved(operator, await town.user('cittadino'), slug);
  const voucher = await eventually(
    () => voucherOf(applicationId),
    (found) => found !== undefined,
  );
  return { applicationId, voucherId: voucher?.id ?? '', code: voucher?.code ?? '' };
}

const voucherOf = async (applicationId: string) =>
  (await town.db.select().from(vouchers).where(eq(vouchers.applicationId, applicationId)))[0];

/** What every approved application has been sent besides. */
const usual: readonly string[] = ['submission-receipt', 'application-approved'];

/** Waits until messages of these kinds, and no others but the usual, have been sent about an application. */
const told = (applicationId: string, kinds: string[]) =>
  eventually(
    async () => {
      const rows = await town.db.select().from(messages);
      return rows
        .filter(({ businessKey, status }) => businessKey.includes(applicationId) && status === 'inviato')
        .map(({ kind }) => kind)
        .filter((kind) => !usual.includes(kind))
        .sort();
    },
    (sent) => JSON.stringify(sent) === JSON.stringify(kinds.toSorted()),
  );

const lifeOf = async (applicationId: string) =>
  (await (await engine.handle('application', applicationId)).query<ApplicationState>(stateQuery)).life;

/** Keeps the history of a path; the procedure goes on, or is waited for where it has ended. */
async function kept(applicationId: string, path: string, { ended }: { ended: boolean }): Promise<void> {
  const handle = await engine.handle('application', applicationId);
  if (ended) await handle.result();
  await keepHistory(`application-${path}`, handle);
}

const spend = async (code: string, amountCents: number) =>
  done(await redeemVoucher(town.db, (await town.shop()).cashier, newId(), { code, amountCents }));

describe.concurrent('a voucher', () => {
  it('that is extended ends on its new day, with new notices before it', async () => {
    const { applicationId, voucherId } = await approved({
      terms: { voucherExpiry: { kind: 'after', term: 'PT4S' }, voucherNotices: ['PT1S', 'P1D'] },
    });
    const expiresOn = inDays(3);
    done(await extendVoucher(town.db, operator, { voucherId, expiresOn, reason }));
    await new Promise((resolve) => setTimeout(resolve, 4_300));
    expect((await voucherOf(applicationId))?.status).toBe('attivo');
    expect((await lifeOf(applicationId))?.voucher).toMatchObject({
      status: 'attivo',
      expiresAt: endOfDay(expiresOn).toISOString(),
      noticesAt: [
        endOfDay(inDays(2)).toISOString(),
        new Date(endOfDay(expiresOn).getTime() - 1_000).toISOString(),
      ],
    });
    await told(applicationId, ['voucher-code', 'voucher-extended']);
    await kept(applicationId, 'voucher-extended', { ended: false });
  });

  it('that is blocked tells nobody to use it, and ends on its day all the same', async () => {
    const { applicationId, voucherId } = await approved({
      terms: { voucherExpiry: { kind: 'after', term: 'PT5S' }, voucherNotices: ['PT1S'] },
    });
    await told(applicationId, ['voucher-code']);
    done(await blockVoucher(town.db, operator, { voucherId, reason }));
    await kept(applicationId, 'voucher-blocked', { ended: true });
    expect((await voucherOf(applicationId))?.status).toBe('scaduto');
    await told(applicationId, ['voucher-blocked', 'voucher-code']);
  });

  it('that has a new code tells it once unblocked, and goes on', async () => {
    const { applicationId, voucherId, code } = await approved({ terms: { voidWindow: 'PT1S' } });
    await told(applicationId, ['voucher-code']);
    done(await blockVoucher(town.db, operator, { voucherId, reason }));
    done(await reissueCode(town.db, operator, { voucherId, requestId: newId(), reason }));
    done(await unblockVoucher(town.db, operator, { voucherId, reason }));
    const sent = await eventually(
      () => codeMessages(town.db, applicationId),
      (all) => all.some(({ kind, status }) => kind === 'voucher-code-again' && status === 'inviato'),
    );
    expect(sent.filter(({ kind }) => kind === 'voucher-code-again')).toHaveLength(1);
    const renewed = (await voucherOf(applicationId))?.code ?? '';
    expect(renewed).not.toBe(code);
    await spend(renewed, 30_000);
    await kept(applicationId, 'voucher-reissued', { ended: true });
  });

  it('that is spent may be extended until no void can refill it', async () => {
    const { applicationId, voucherId, code } = await approved({ terms: { voidWindow: 'PT3S' } });
    const { cashier } = await town.shop();
    const { redemptionId } = done(
      await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 30_000 }),
    );
    done(await extendVoucher(town.db, operator, { voucherId, expiresOn: inDays(200), reason }));
    done(await voidRedemption(town.db, cashier, newId(), { redemptionId, reason: 'Errore' }));
    await eventually(
      () => lifeOf(applicationId),
      (life) => life?.voucher?.status === 'attivo' && life.voucher.expiresAt.startsWith(inDays(200)),
    );
    await spend(code, 30_000);
    await kept(applicationId, 'voucher-spent-extended', { ended: true });
  });

  it('that is revoked ends the procedure, and its citizen is told', async () => {
    const { applicationId } = await approved();
    await told(applicationId, ['voucher-code']);
    done(await revokeApproval(town.db, responsabile, { applicationId, reason }));
    await kept(applicationId, 'voucher-revoked', { ended: true });
    await told(applicationId, ['voucher-code', 'approval-revoked']);
    expect((await lifeOf(applicationId))?.status).toBe('annullata');
  });
});

describe('an approval whose SMS the carrier refuses for good', () => {
  it('stands; the office sees it, changes the number, and the code arrives', async () => {
    refusing = true;
    const { applicationId, voucherId, code } = await approved();
    const [failed] = await eventually(
      () => codeMessages(town.db, applicationId),
      ([last]) => last?.status === 'non riuscito',
    );
    expect(failed).toMatchObject({ recipient: wrongNumber, attempts: 1, error: 'numero inesistente' });
    expect((await applicationOf(town.db, applicationId)).status).toBe('approvata');
    expect((await voucherOf(applicationId))?.status).toBe('attivo');
    await spend(code, 100);

    done(await changeMobile(town.db, operator, { voucherId, mobile: '347 7654321' }));
    const sent = await eventually(
      () => codeMessages(town.db, applicationId),
      ([last]) => last?.status === 'inviato',
    );
    expect(sent.map(({ recipient, status }) => [recipient, status])).toEqual([
      ['+393477654321', 'inviato'],
      [wrongNumber, 'non riuscito'],
    ]);
    await kept(applicationId, 'sms-refused', { ended: false });
  });
});

describe('the audit', () => {
  it('finds the database and the workflows of one mind', async () => {
    const reports = [
      ...(await checkInvariants(town.db)),
      ...(await compareLives(town.db, engine.temporal.client.workflow)),
    ];
    expect(reports.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });
});
