import { eq, like } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticeApplication } from '../../../commands/application/notice';
import type { Outcome } from '../../../commands/transaction';
import { blockVoucher, unblockVoucher } from '../../../commands/voucher/block';
import { freeCode } from '../../../commands/voucher/code';
import { expireVoucher } from '../../../commands/voucher/expire';
import { extendVoucher } from '../../../commands/voucher/extend';
import { redeemVoucher } from '../../../commands/voucher/redeem';
import { reissueCode } from '../../../commands/voucher/reissue';
import { changeMobile, resendCode } from '../../../commands/voucher/resend';
import { revokeApproval } from '../../../commands/voucher/revoke';
import { voidRedemption } from '../../../commands/voucher/void';
import { checkVoucher } from '../../../commands/voucher/check';
import { codeMessages, voucherActsOn } from '../../../db/queries/voucher-file';
import { applicationEvents } from '../../../db/schema/applications';
import { messages } from '../../../db/schema/delivery';
import { vouchers } from '../../../db/schema/ledger';
import { retiredCodes } from '../../../db/schema/voucher-acts';
import { openMessageRow } from '../../../db/sealing/columns';
import { civilDate } from '../../../domain/calendar';
import type { ApplicationNotice } from '../../../domain/notices';
import { roles, system, type Actor } from '../../../domain/roles';
import {
  applicationOf,
  atOnce,
  balancesOf,
  expectSoundHistories,
  historyOf,
  livingClaims,
} from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';
import { issued, letExpire, voucherOf, type IssuedVoucher } from '../../support/voucher';

let town: Town;
let slug: string;
let programmeId: string;
let operator: User;
let responsabile: User;
let cashier: User;

beforeAll(async () => {
  town = await openTown(20);
  const rules = rulesWith({
    allocationCents: 100_000_000,
    terms: { voucherNotices: ['P14D', 'P3D'], voidWindow: 'P1D' },
  });
  ({ slug, id: programmeId } = await town.programme(rules));
  operator = await town.user('operatore');
  responsabile = await town.user('responsabile');
  ({ cashier } = await town.shop());
});
afterAll(() => town.close());

const reason = 'Segnalato dai servizi sociali';
const fresh = () => issued(town, operator, slug);
const day = 24 * 60 * 60 * 1000;
const dayIn = (days: number): string => civilDate(new Date(Date.now() + days * day));
const refusal = (code: string) => ({ ok: false, error: { code } });
const fault = (field: string, code: string) => ({
  ok: false,
  error: { code: 'invalid', faults: [{ field, code }] },
});
const spend = (code: string, amountCents: number) =>
  redeemVoucher(town.db, cashier, newId(), { code, amountCents });
const eventsAfterIssue = async ({ applicationId }: IssuedVoucher) =>
  (await historyOf(town.db, applicationId)).slice(4);
const fund = async () => (await balancesOf(town.db, programmeId)).fund ?? 0;
const lastEvent = async (applicationId: string) => {
  const rows = await town.db
    .select({ payload: applicationEvents.payload, number: applicationEvents.number })
    .from(applicationEvents)
    .where(eq(applicationEvents.applicationId, applicationId));
  return rows.toSorted((one, other) => one.number - other.number).at(-1)?.payload;
};
/** Tells a notice as the workflow would. */
const tell = (applicationId: string, notice: ApplicationNotice, occasion = newId()) =>
  noticeApplication(town.db, { applicationId, notice, occasion, officeMail: 'ufficio@example.org' });

/** The acts that the office performs on a voucher, each as it would by itself succeed. */
const acts: Record<string, (actor: Actor, voucher: IssuedVoucher) => Promise<Outcome<null>>> = {
  block: (actor, { voucherId }) => blockVoucher(town.db, actor, { voucherId, reason }),
  unblock: (actor, { voucherId }) => unblockVoucher(town.db, actor, { voucherId, reason }),
  extend: (actor, { voucherId }) =>
    extendVoucher(town.db, actor, { voucherId, expiresOn: dayIn(200), reason }),
  reissue: (actor, { voucherId }) => reissueCode(town.db, actor, { voucherId, requestId: newId(), reason }),
  'change-mobile': (actor, { voucherId }) =>
    changeMobile(town.db, actor, { voucherId, mobile: '347 7654321' }),
  resend: (actor, { voucherId }) => resendCode(town.db, actor, { voucherId, requestId: newId() }),
  revoke: (actor, { applicationId }) => revokeApproval(town.db, actor, { applicationId, reason }),
};

describe('who may act on a voucher', () => {
  it.each(Object.keys(acts))(
    '%s: the office alone, and to all others there is no such voucher',
    async (act) => {
      const voucher = await fresh();
      for (const role of roles) {
        const mayDo =
          act === 'revoke' ? role === 'responsabile' : ['operatore', 'responsabile'].includes(role);
        if (!mayDo) {
          const actor: Actor = role === 'esercente' ? cashier : await town.user(role);
          expect(await acts[act]?.(actor, voucher)).toEqual(refusal('not-found'));
        }
      }
      expect(await eventsAfterIssue(voucher)).toEqual([]);
      expect(await voucherActsOn(town.db, voucher.applicationId)).toEqual([]);
    },
  );

  it.each(Object.keys(acts))('%s: finds nothing where there is no voucher', async (act) => {
    const nowhere = { voucherId: newId(), applicationId: newId(), code: '' };
    expect(await acts[act]?.(responsabile, nowhere)).toEqual(refusal('not-found'));
  });
});

describe('what a voucher’s state allows', () => {
  const allowed: Record<string, string[]> = {
    attivo: ['block', 'unblock', 'extend', 'reissue', 'change-mobile', 'resend', 'revoke'],
    // Blocking what is blocked has been done; to unblock an active one likewise.
    bloccato: ['block', 'unblock', 'extend', 'reissue', 'change-mobile', 'revoke'],
    esaurito: ['extend', 'revoke'],
    scaduto: [],
    revocato: ['revoke'],
  };
  const into: Record<string, (voucher: IssuedVoucher) => Promise<unknown>> = {
    attivo: () => Promise.resolve(),
    bloccato: ({ voucherId }) => blockVoucher(town.db, operator, { voucherId, reason }),
    esaurito: ({ code }) => spend(code, 30_000),
    scaduto: async ({ voucherId }) => {
      await letExpire(town, voucherId);
      return expireVoucher(town.db, { voucherId });
    },
    revocato: ({ applicationId }) => revokeApproval(town.db, responsabile, { applicationId, reason }),
  };

  it.each(Object.keys(allowed))('%s', async (status) => {
    for (const [act, perform] of Object.entries(acts)) {
      const voucher = await fresh();
      await into[status]?.(voucher);
      expect((await voucherOf(town, voucher.voucherId)).status).toBe(status);
      const outcome = await perform(responsabile, voucher);
      expect([act, outcome.ok]).toEqual([act, allowed[status]?.includes(act)]);
      if (!outcome.ok) expect(outcome).toEqual(refusal('act-not-allowed'));
    }
  });

  it('no longer extends or revokes a spent voucher that no void can refill', async () => {
    const { slug: brief } = await town.programme(rulesWith({ terms: { voidWindow: 'PT0S' } }));
    const voucher = await issued(town, operator, brief);
    done(await spend(voucher.code, 30_000));
    expect(await acts.extend?.(operator, voucher)).toEqual(refusal('act-not-allowed'));
    expect(await acts.revoke?.(responsabile, voucher)).toEqual(refusal('act-not-allowed'));
  });
});

describe('blocking', () => {
  it('suspends spending until it is undone, and both keep their reason', async () => {
    const voucher = await fresh();
    const { voucherId, code, applicationId } = voucher;
    done(await blockVoucher(town.db, operator, { voucherId, reason: ` ${reason} ` }));
    expect(await spend(code, 100)).toEqual(refusal('voucher-blocked'));
    expect(await checkVoucher(town.db, cashier, code)).toMatchObject({
      value: { status: 'bloccato', refusal: { code: 'voucher-blocked' } },
    });
    done(await unblockVoucher(town.db, responsabile, { voucherId, reason: 'Chiarito' }));
    done(await spend(code, 100));
    expect(await eventsAfterIssue(voucher)).toEqual(['voucher-blocked', 'voucher-unblocked']);
    expect(await voucherActsOn(town.db, applicationId)).toMatchObject([
      { act: 'block', reason, fromValue: 'attivo', toValue: 'bloccato', actorId: operator.id },
      {
        act: 'unblock',
        reason: 'Chiarito',
        fromValue: 'bloccato',
        toValue: 'attivo',
        actorId: responsabile.id,
      },
    ]);
  });

  it('again, and many times at once, is one act', async () => {
    const voucher = await fresh();
    const { voucherId } = voucher;
    const outcomes = await atOnce(8, () => blockVoucher(town.db, operator, { voucherId, reason }));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await eventsAfterIssue(voucher)).toEqual(['voucher-blocked']);
  });

  it.each(['', '  \n', 'x'.repeat(1_001)])('without a reason that can be kept is refused', async (typed) => {
    const voucher = await fresh();
    const outcome = await blockVoucher(town.db, operator, { voucherId: voucher.voucherId, reason: typed });
    expect(outcome).toEqual(fault('reason', typed.trim() === '' ? 'required' : 'too-long'));
    expect(await eventsAfterIssue(voucher)).toEqual([]);
  });

  it('does not stop the end of the voucher', async () => {
    const { voucherId, applicationId } = await fresh();
    done(await blockVoucher(town.db, operator, { voucherId, reason }));
    const before = await fund();
    await letExpire(town, voucherId);
    done(await expireVoucher(town.db, { voucherId }));
    expect(await fund()).toBe(before + 30_000);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 0 });
  });
});

describe('extending', () => {
  it('moves the last day and works the notices out anew', async () => {
    const voucher = await fresh();
    const { voucherId, applicationId } = voucher;
    const before = civilDate((await voucherOf(town, voucherId)).expiresAt);
    const expiresOn = dayIn(200);
    done(await extendVoucher(town.db, operator, { voucherId, expiresOn, reason }));
    const { expiresAt } = await voucherOf(town, voucherId);
    expect(civilDate(expiresAt)).toBe(expiresOn);
    expect(civilDate(new Date(expiresAt.getTime() + 1))).toBe(dayIn(201));
    expect(await lastEvent(applicationId)).toEqual({
      kind: 'voucher-extended',
      expiresAt: expiresAt.toISOString(),
      noticesAt: [dayIn(186), dayIn(197)].map((notice) => expect.stringContaining(notice) as string),
    });
    expect(await voucherActsOn(town.db, applicationId)).toMatchObject([
      { act: 'extend', fromValue: before, toValue: expiresOn, reason },
    ]);
  });

  it('leaves out the notices that would be past', async () => {
    const rules = rulesWith({
      terms: { voucherExpiry: { kind: 'after', term: 'P1D' }, voucherNotices: ['P30D', 'P2D'] },
    });
    const { voucherId, applicationId } = await issued(town, operator, (await town.programme(rules)).slug);
    done(await extendVoucher(town.db, operator, { voucherId, expiresOn: dayIn(10), reason }));
    expect(await lastEvent(applicationId)).toMatchObject({
      noticesAt: [expect.stringContaining(dayIn(8)) as string],
    });
  });

  it('to the same day again is one act; by the system too', async () => {
    const voucher = await fresh();
    const input = { voucherId: voucher.voucherId, expiresOn: dayIn(120), reason };
    const outcomes = await atOnce(6, () => extendVoucher(town.db, system, input));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await eventsAfterIssue(voucher)).toEqual(['voucher-extended']);
  });

  it.each([
    ['', 'required'],
    ['2026-02-30', 'date'],
    ['31/12/2027', 'date'],
    ['2020-01-01', 'date-past'],
    [dayIn(30), 'day-not-later'],
    [dayIn(90), 'day-not-later'],
    [dayIn(6 * 366), 'day-too-far'],
  ])('to %j is refused: %s', async (expiresOn, code) => {
    const voucher = await fresh();
    const outcome = await extendVoucher(town.db, operator, {
      voucherId: voucher.voucherId,
      expiresOn,
      reason,
    });
    expect(outcome).toEqual(fault('expiresOn', code));
    expect(await eventsAfterIssue(voucher)).toEqual([]);
  });

  it('in the last moment and the end of the voucher never both happen', async () => {
    for (const _ of [1, 2, 3]) {
      const voucher = await fresh();
      const { voucherId, applicationId } = voucher;
      await letExpire(town, voucherId);
      const { expiresAt } = await voucherOf(town, voucherId);
      const [extended] = await Promise.all([
        extendVoucher(town.db, operator, { voucherId, expiresOn: dayIn(40), reason }),
        expireVoucher(town.db, { voucherId, expiresAt: expiresAt.toISOString() }),
      ]);
      const { voucher: left } = await balancesOf(town.db, applicationId);
      expect(left).toBe(extended.ok ? 30_000 : 0);
      expect(await eventsAfterIssue(voucher)).toEqual([extended.ok ? 'voucher-extended' : 'voucher-expired']);
    }
  });
});

describe('a new code', () => {
  it('opens the same balance, and the old one opens nothing ever again', async () => {
    const voucher = await fresh();
    const { voucherId, applicationId, code } = voucher;
    done(await spend(code, 3_600));
    done(await reissueCode(town.db, operator, { voucherId, requestId: newId(), reason }));
    const renewed = (await voucherOf(town, voucherId)).code;
    expect(renewed).not.toBe(code);
    expect(await spend(code, 100)).toEqual(refusal('voucher-replaced'));
    expect(await checkVoucher(town.db, cashier, ` ${code.toLowerCase()}`)).toEqual(
      refusal('voucher-replaced'),
    );
    expect(done(await spend(renewed, 26_400)).balanceCents).toBe(0);
    expect(await voucherActsOn(town.db, applicationId)).toMatchObject([
      { act: 'reissue', fromValue: `…${code.slice(-3)}`, toValue: `…${renewed.slice(-3)}` },
    ]);
  });

  it('is given once for each form, however often it is posted', async () => {
    const voucher = await fresh();
    const input = { voucherId: voucher.voucherId, requestId: newId(), reason };
    await atOnce(5, () => reissueCode(town.db, operator, input));
    expect(await eventsAfterIssue(voucher)).toEqual(['voucher-code-replaced']);
    const retired = town.db.select().from(retiredCodes);
    expect(await retired.where(eq(retiredCodes.voucherId, voucher.voucherId))).toHaveLength(1);
  });

  it('is never one that was given before, to anybody', async () => {
    const { voucherId, code } = await fresh();
    done(await reissueCode(town.db, operator, { voucherId, requestId: newId(), reason }));
    const present = (await voucherOf(town, voucherId)).code;
    const draws = [code, present, 'ZZZZZZ9'];
    expect(await freeCode(town.db, () => draws.shift() ?? '')).toBe('ZZZZZZ9');
    // The database refuses it too.
    const other = await fresh();
    await expect(
      town.db.update(vouchers).set({ code }).where(eq(vouchers.id, other.voucherId)),
    ).rejects.toMatchObject({ cause: { code: '23505' } });
  });
});

describe('the SMS with the code', () => {
  it('goes out again for each new request, to the number of that moment', async () => {
    const voucher = await fresh();
    const { voucherId, applicationId, code } = voucher;
    const requestId = newId();
    await atOnce(4, () => resendCode(town.db, operator, { voucherId, requestId }));
    done(await changeMobile(town.db, operator, { voucherId, mobile: '0039 347/7654321' }));
    done(await changeMobile(town.db, operator, { voucherId, mobile: '+39 347 765 4321' }));
    expect(await eventsAfterIssue(voucher)).toEqual(['voucher-code-resent', 'voucher-code-resent']);
    expect(await voucherActsOn(town.db, applicationId)).toMatchObject([
      { act: 'resend', toValue: '… 567', reason: null },
      { act: 'change-mobile', fromValue: '… 567', toValue: '… 321' },
    ]);
    done(await tell(applicationId, 'voucher-code-again', 'event-6'));
    expect(await codeMessages(town.db, applicationId)).toMatchObject([
      { recipient: '+393477654321', status: 'in coda', attempts: 0 },
    ]);
    const [sms] = await town.db
      .select()
      .from(messages)
      .where(like(messages.businessKey, `%${applicationId}:event-6`));
    expect(sms && openMessageRow(sms).params).toMatchObject({ code, balanceCents: 30_000 });
  });

  it.each([
    ['', 'required'],
    ['12', 'mobile'],
    ['070 123456', 'mobile-landline'],
  ])('does not go to %j', async (mobile, code) => {
    const voucher = await fresh();
    const outcome = await changeMobile(town.db, operator, { voucherId: voucher.voucherId, mobile });
    expect(outcome).toEqual(fault('mobile', code));
    expect((await voucherOf(town, voucher.voucherId)).mobile).toBe('+393331234567');
  });

  it('waits while the voucher is blocked, and is owed again once it is not', async () => {
    const voucher = await fresh();
    const { voucherId, applicationId } = voucher;
    done(await blockVoucher(town.db, operator, { voucherId, reason }));
    done(await changeMobile(town.db, operator, { voucherId, mobile: '347 7654321' }));
    done(await reissueCode(town.db, operator, { voucherId, requestId: newId(), reason }));
    expect(await eventsAfterIssue(voucher)).toEqual(['voucher-blocked', 'voucher-code-replaced']);
    for (const notice of ['voucher-code', 'voucher-code-new', 'voucher-extended'] as const) {
      expect(await tell(applicationId, notice)).toEqual(refusal('act-not-allowed'));
    }
    done(await unblockVoucher(town.db, operator, { voucherId, reason }));
    done(await tell(applicationId, 'voucher-code-again'));
    expect(await codeMessages(town.db, applicationId)).toMatchObject([{ recipient: '+393477654321' }]);
  });
});

describe('revoking an approval', () => {
  it('ends application and voucher, and gives what is left back to the fund', async () => {
    const voucher = await fresh();
    const { applicationId, voucherId, code } = voucher;
    done(await spend(code, 3_600));
    const before = await fund();
    await atOnce(5, () => revokeApproval(town.db, responsabile, { applicationId, reason }));
    expect(await fund()).toBe(before + 26_400);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 0 });
    expect((await voucherOf(town, voucherId)).status).toBe('revocato');
    expect((await applicationOf(town.db, applicationId)).status).toBe('annullata');
    expect(await spend(code, 100)).toEqual(refusal('voucher-revoked'));
    expect(await eventsAfterIssue(voucher)).toEqual(['revoked']);
    expect(await voucherActsOn(town.db, applicationId)).toMatchObject([{ act: 'revoke', reason }]);
    expect(await tell(applicationId, 'approval-revoked')).toMatchObject({ ok: true });
  });

  it('lets the household ask again', async () => {
    const { applicationId } = await fresh();
    expect(await livingClaims(town.db, applicationId)).not.toEqual([]);
    done(await revokeApproval(town.db, responsabile, { applicationId, reason }));
    expect(await livingClaims(town.db, applicationId)).toEqual([]);
  });

  it('before the voucher was issued leaves none to come', async () => {
    const applicationId = await town.approved(operator, await town.user('cittadino'), slug);
    const before = await fund();
    done(await revokeApproval(town.db, responsabile, { applicationId, reason }));
    expect(await fund()).toBe(before + 30_000);
    const rows = town.db.select().from(vouchers);
    expect(await rows.where(eq(vouchers.applicationId, applicationId))).toEqual([]);
  });

  it('is of what was approved', async () => {
    const applicationId = await town.submitted(await town.user('cittadino'), slug);
    expect(await revokeApproval(town.db, responsabile, { applicationId, reason })).toEqual(
      refusal('act-not-allowed'),
    );
  });

  it('a spend taken back afterwards goes on to the fund', async () => {
    const { applicationId, code } = await fresh();
    const { redemptionId } = done(await spend(code, 5_000));
    done(await revokeApproval(town.db, responsabile, { applicationId, reason }));
    const before = await fund();
    const history = await historyOf(town.db, applicationId);
    done(await voidRedemption(town.db, cashier, newId(), { redemptionId, reason: 'Merce resa' }));
    expect(await fund()).toBe(before + 5_000);
    expect(await balancesOf(town.db, applicationId)).toEqual({ voucher: 0 });
    expect(await historyOf(town.db, applicationId)).toEqual(history);
  });

  it('at the same time as spends, loses no cent', async () => {
    const shop = await town.shop();
    const { applicationId, code } = await fresh();
    const before = await fund();
    await Promise.all([
      atOnce(6, () => redeemVoucher(town.db, shop.cashier, newId(), { code, amountCents: 1_000 })),
      revokeApproval(town.db, responsabile, { applicationId, reason }),
    ]);
    const { merchant = 0 } = await balancesOf(town.db, shop.merchantId);
    expect((await fund()) + merchant).toBe(before + 30_000);
  });
});

describe('what the office did', () => {
  it('is never changed or removed', async () => {
    const { voucherId, applicationId } = await fresh();
    done(await reissueCode(town.db, operator, { voucherId, requestId: newId(), reason }));
    for (const [table, column] of [
      ['voucher_acts', 'act'],
      ['retired_codes', 'code'],
      ['published_rankings', 'number'],
    ]) {
      for (const statement of [
        `delete from ${table}`,
        `update ${table} set ${column} = ${column}`,
        `truncate ${table}`,
      ]) {
        await expect(town.db.$client.query(statement)).rejects.toThrow('only grows');
      }
    }
    expect(await voucherActsOn(town.db, applicationId)).toHaveLength(1);
  });

  it('leaves only sound histories', () => expectSoundHistories(town.db));
});
