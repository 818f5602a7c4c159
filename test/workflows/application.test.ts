import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { closeApplication } from '../../commands/application/close';
import { decideApplication } from '../../commands/application/decide';
import { submitApplication } from '../../commands/application/submit';
import { voidRedemption } from '../../commands/voucher/void';
import { redeemVoucher } from '../../commands/voucher/redeem';
import { messages } from '../../db/schema/delivery';
import { applications } from '../../db/schema/applications';
import { accounts, vouchers } from '../../db/schema/ledger';
import { stateQuery, type ApplicationState } from '../../workflows/application/messages';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { rulesWith } from '../support/rules';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let operator: User;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
  operator = await town.user('operatore');
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const kindsAbout = async (applicationId: string): Promise<string[]> => {
  const rows = await town.db.select().from(messages);
  return rows
    .filter(({ businessKey, status }) => businessKey.includes(applicationId) && status === 'inviato')
    .map(({ kind }) => kind)
    .sort();
};
const told = (applicationId: string, kind: string) =>
  eventually(
    () => kindsAbout(applicationId),
    (kinds) => kinds.includes(kind),
  );

/** Waits for the end of the procedure, whose history is kept under the path's name. */
const ended = async (applicationId: string, path: string): Promise<void> => {
  const handle = await engine.handle('application', applicationId);
  const started = (): Promise<boolean> =>
    handle.describe().then(
      () => true,
      () => false,
    );
  await eventually(started, Boolean);
  await handle.result();
  await keepHistory(`application-${path}`, handle);
};

/** Keeps the history of a procedure that goes on. */
const kept = async (applicationId: string, path: string): Promise<void> =>
  keepHistory(`application-${path}`, await engine.handle('application', applicationId));

const fundOf = async (programmeId: string): Promise<number> => {
  const rows = await town.db.select().from(accounts).where(eq(accounts.ownerId, programmeId));
  return rows.find(({ kind }) => kind === 'fund')?.balanceCents ?? 0;
};

const codeOf = async (applicationId: string): Promise<string> => {
  const code = await eventually(
    () => town.voucherCode(applicationId),
    (found) => found !== null,
  );
  return code ?? '';
};

describe('the life of an application', () => {
  it('goes from the draft to the last cent, and the workflow ends', async () => {
    const { slug } = await town.programme(rulesWith({ terms: { voidWindow: 'PT1S' } }));
    const { cashier } = await town.shop();
    const id = await town.approved(operator, await town.user('cittadino'), slug);
    const code = await codeOf(id);
    await told(id, 'voucher-code');
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 2_000 }));
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 28_000 }));
    await ended(id, 'lived');
    expect(await kindsAbout(id)).toEqual(['application-approved', 'submission-receipt', 'voucher-code']);
  });

  it('holds in the workflow what stands in the database', async () => {
    const { slug } = await town.programme();
    const id = await town.approved(operator, await town.user('cittadino'), slug);
    await codeOf(id);
    const [row] = await town.db.select().from(applications).where(eq(applications.id, id));
    const handle = await engine.handle('application', id);
    const state = await eventually(
      () => handle.query<ApplicationState>(stateQuery),
      ({ eventNumber }) => eventNumber === row?.eventNumber,
    );
    expect(state.life).toMatchObject({ status: 'approvata', voucher: { status: 'attivo' } });
    await told(id, 'application-approved');
    await kept(id, 'approved-by-letter');
  });

  it('ends with a refusal, and says so', async () => {
    const { slug } = await town.programme();
    const id = await town.submitted(await town.user('cittadino'), slug);
    const decision = { outcome: 'respinta' as const, reason: 'Fuori dai criteri' };
    done(await decideApplication(town.db, operator, { applicationId: id, decision }));
    await ended(id, 'rejected');
    expect(await kindsAbout(id)).toContain('application-rejected');
  });
});

describe('an application that goes nowhere', () => {
  it('ends when its citizen withdraws it', async () => {
    const { slug } = await town.programme();
    const citizen = await town.user('cittadino');
    const id = await town.submitted(citizen, slug);
    await told(id, 'submission-receipt');
    done(await closeApplication(town.db, citizen, { applicationId: id, as: 'withdrawn' }));
    await ended(id, 'withdrawn');
  });
});

describe('terms', () => {
  it('reminds the holder of a draft once, before the window closes, and discards it after retention', async () => {
    const closesAt = new Date(Date.now() + 2_500).toISOString();
    const opensAt = new Date(Date.now() - 60_000).toISOString();
    const { slug } = await town.programme(
      rulesWith({
        windows: [{ channel: 'cittadino', opensAt, closesAt }],
        terms: { draftReminder: 'PT2S', draftRetention: 'PT0S' },
      }),
    );
    const id = await town.draft(await town.user('cittadino'), slug);
    await ended(id, 'draft-discarded');
    expect(await kindsAbout(id)).toEqual(['draft-reminder']);
    const [row] = await town.db.select().from(applications).where(eq(applications.id, id));
    expect(row?.status).toBe('annullata');
  });

  it('does not remind who has sent in time', async () => {
    const { slug } = await town.programme(
      rulesWith({
        windows: [
          {
            channel: 'cittadino',
            opensAt: new Date(Date.now() - 60_000).toISOString(),
            closesAt: new Date(Date.now() + 3_000).toISOString(),
          },
        ],
        terms: { draftReminder: 'PT1S' },
      }),
    );
    const citizen = await town.user('cittadino');
    const id = await town.draft(citizen, slug);
    done(await submitApplication(town.db, citizen, { applicationId: id }));
    await told(id, 'submission-receipt');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await kindsAbout(id)).toEqual(['submission-receipt']);
    await kept(id, 'submitted-after-reminder');
  });

  it('warns the office before the decision is due, and tells when it is overdue', async () => {
    const { slug } = await town.programme(
      rulesWith({ terms: { decision: 'PT2S', decisionWarning: 'PT1S' } }),
    );
    const id = await town.submitted(await town.user('cittadino'), slug);
    await told(id, 'decision-overdue');
    expect(await kindsAbout(id)).toEqual(['decision-overdue', 'decision-warning', 'submission-receipt']);
    const decision = { outcome: 'approvata' as const, amountCents: 30_000, reason: null };
    done(await decideApplication(town.db, operator, { applicationId: id, decision }));
    await told(id, 'voucher-code');
    await kept(id, 'overdue');
  });

  it('tells before a voucher expires, and gives what is left back to the fund', async () => {
    const { id: programmeId, slug } = await town.programme(
      rulesWith({
        terms: { voucherExpiry: { kind: 'after', term: 'PT3S' }, voucherNotices: ['PT2S', 'PT1S'] },
      }),
    );
    const { cashier } = await town.shop();
    const before = await fundOf(programmeId);
    const id = await town.approved(operator, await town.user('cittadino'), slug);
    const code = await codeOf(id);
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 3_600 }));
    await ended(id, 'expired');
    const kinds = await kindsAbout(id);
    expect(kinds.filter((kind) => kind === 'voucher-expiring')).toHaveLength(2);
    expect(await fundOf(programmeId)).toBe(before - 3_600);
    const [voucher] = await town.db.select().from(vouchers).where(eq(vouchers.applicationId, id));
    expect(voucher?.status).toBe('scaduto');
  });

  it('stays for a voucher that a void has refilled', async () => {
    const { slug } = await town.programme(rulesWith({ terms: { voidWindow: 'PT2S' } }));
    const { cashier } = await town.shop();
    const id = await town.approved(operator, await town.user('cittadino'), slug);
    const code = await codeOf(id);
    const spent = done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 30_000 }));
    done(
      await voidRedemption(town.db, cashier, newId(), { redemptionId: spent.redemptionId, reason: 'Errore' }),
    );
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const handle = await engine.handle('application', id);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    done(await redeemVoucher(town.db, cashier, newId(), { code, amountCents: 30_000 }));
    await ended(id, 'refilled');
  });
});
