import { and, eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptMerchant, prolongAgreement } from '../../../commands/merchant/agree';
import { changeAccount, editMerchant } from '../../../commands/merchant/edit';
import { applyAsMerchant, registerMerchant } from '../../../commands/merchant/enrol';
import {
  endMerchant,
  refuseMerchant,
  resumeMerchant,
  suspendMerchant,
} from '../../../commands/merchant/halt';
import { signIn } from '../../../commands/access/sign-in';
import { messages } from '../../../db/schema/delivery';
import { agreementCounters, merchants, shops } from '../../../db/schema/merchants';
import { users } from '../../../db/schema/people';
import { sealedMessage } from '../../../db/sealing/columns';
import { foldMerchantStatus } from '../../../domain/merchant/acts';
import type { MessageKind } from '../../../domain/messages';
import { roles, system } from '../../../domain/roles';
import {
  acceptance,
  agreed,
  applied,
  businessAnswers,
  eventsOf,
  freshVatNumber,
  kindsOf,
  merchantOf,
} from '../../support/merchant';
import { atOnce, tally } from '../../support/records';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;

beforeAll(async () => {
  town = await openTown(20);
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const mailsOf = (kind: MessageKind, merchantId: string) =>
  town.db
    .select()
    .from(messages)
    .where(eq(messages.kind, kind))
    .then((sent) => sent.filter(({ businessKey }) => businessKey.includes(merchantId)));

const refusedWith = (code: string) => ({ ok: false, error: { code } });
const faults = (...expected: [field: string, code: string][]) => ({
  ok: false,
  error: { code: 'invalid', faults: expected.map(([field, code]) => ({ field, code })) },
});

describe('a business that asks to join', () => {
  it('waits for the office with its first shop, and is told so by mail', async () => {
    const merchantId = newId();
    done(await applyAsMerchant(town.db, { merchantId, answers: businessAnswers() }));
    expect(await merchantOf(town, merchantId)).toMatchObject({
      status: 'richiesto',
      name: 'Bottega Cossu di Cossu Rita',
      representative: 'Rita Cossu',
      iban: 'IT60X0542811101000000123456',
      phone: '+39070945111',
      agreementNumber: null,
    });
    expect(await town.db.select().from(shops).where(eq(shops.merchantId, merchantId))).toMatchObject([
      { name: 'Bottega Cossu', postalCode: '09032', categories: ['alimentari'], active: true },
    ]);
    expect(await eventsOf(town, merchantId)).toMatchObject([
      {
        number: 1,
        kind: 'applied',
        payload: { declarations: '2026-11' },
        actorKind: 'visitor',
        actorId: null,
      },
    ]);
    expect(await mailsOf('merchant-applied', merchantId)).toMatchObject([{ recipient: 'rita@example.org' }]);
  });

  it('is one, however often and however fast its form is sent', async () => {
    const enrolment = { merchantId: newId(), answers: businessAnswers() };
    const outcomes = await atOnce(8, () => applyAsMerchant(town.db, enrolment));
    expect(tally(outcomes)).toEqual({ done: 8, refusals: [] });
    expect(await kindsOf(town, enrolment.merchantId)).toEqual(['applied']);
    expect(await mailsOf('merchant-applied', enrolment.merchantId)).toHaveLength(1);
  });

  it('is told when its partita IVA is known, and joins again once refused', async () => {
    const answers = businessAnswers();
    const merchantId = newId();
    done(await applyAsMerchant(town.db, { merchantId, answers }));
    const again = () => applyAsMerchant(town.db, { merchantId: newId(), answers });
    expect(await again()).toEqual(faults(['vatNumber', 'vat-number-known']));
    const together = await atOnce(4, again);
    expect(tally(together).done).toBe(0);
    done(await refuseMerchant(town.db, operator, { merchantId, reason: 'Fuori Comune' }));
    expect(tally(await atOnce(4, again)).done).toBe(1);
  });

  it('learns of every field at fault at once', async () => {
    const answers = businessAnswers({
      legalName: ' ',
      vatNumber: '01234567890',
      email: 'rita',
      iban: 'IT61X0542811101000000123456',
      'shop.postalCode': '9032',
      'declarations.no-change': '',
    });
    const { ['shop.categories.alimentari']: _, ...without } = answers;
    expect(await applyAsMerchant(town.db, { merchantId: newId(), answers: without })).toEqual(
      faults(
        ['legalName', 'required'],
        ['vatNumber', 'vat-number-check'],
        ['email', 'email'],
        ['iban', 'iban-check'],
        ['shop.postalCode', 'postal-code'],
        ['shop.categories', 'choose-category'],
        ['declarations.no-change', 'must-tick'],
      ),
    );
  });

  it('may be written down by the office, and by nobody else', async () => {
    for (const role of roles) {
      const { cashier } = await town.shop();
      const actor = role === 'esercente' ? cashier : await town.user(role);
      const merchantId = newId();
      const outcome = await registerMerchant(town.db, actor, { merchantId, answers: businessAnswers() });
      if (role === 'operatore' || role === 'responsabile') {
        done(outcome);
        expect(await kindsOf(town, merchantId)).toEqual(['registered']);
        expect(await mailsOf('merchant-applied', merchantId)).toEqual([]);
      } else expect(outcome).toEqual(refusedWith('forbidden'));
    }
  });
});

describe('acceptance', () => {
  it('numbers the agreement and gives the manager a first access', async () => {
    const merchantId = await applied(town);
    const answers = acceptance({ from: '2026-01-01', until: acceptance()['until'] ?? '' });
    done(await acceptMerchant(town.db, operator, { merchantId, answers }));
    const merchant = await merchantOf(town, merchantId);
    expect(merchant).toMatchObject({
      status: 'attivo',
      agreementFrom: '2026-01-01',
      agreementUntil: answers['until'],
    });
    expect(await kindsOf(town, merchantId)).toEqual(['applied', 'accepted', 'manager-added']);
    const [mail] = await mailsOf('merchant-accepted', merchantId);
    if (!mail) throw new Error('there is no mail');
    const { username, temporaryPassword } = sealedMessage.params.open(mail.id, mail.params) as {
      username: string;
      temporaryPassword: string;
    };
    done(await signIn(town.db, { username, password: temporaryPassword }));
    const [manager] = await town.db.select().from(users).where(eq(users.username, username));
    expect(manager).toMatchObject({ role: 'esercente', merchantId, shopId: null, mustChangePassword: true });
  });

  it('done twice is one agreement, one manager and one mail', async () => {
    const merchantId = await applied(town);
    const outcomes = await atOnce(5, () =>
      acceptMerchant(town.db, operator, { merchantId, answers: acceptance() }),
    );
    expect(tally(outcomes)).toEqual({ done: 5, refusals: [] });
    expect(await mailsOf('merchant-accepted', merchantId)).toHaveLength(1);
    const managers = await town.db
      .select()
      .from(users)
      .where(and(eq(users.merchantId, merchantId), eq(users.role, 'esercente')));
    expect(managers).toHaveLength(1);
  });

  it('gives numbers without gaps, whoever accepts at the same time and whatever is refused', async () => {
    const waiting = await atOnce(10, () => applied(town));
    await Promise.all(
      waiting.map((merchantId, index) =>
        acceptMerchant(town.db, operator, {
          merchantId,
          answers: acceptance(index % 3 === 0 ? { until: '2020-01-01' } : {}),
        }),
      ),
    );
    const numbered = await town.db.select().from(merchants);
    const numbers = numbered.flatMap(({ agreementNumber }) => agreementNumber ?? []);
    const sorted = numbers.toSorted((one, other) => one - other);
    expect(sorted).toEqual(sorted.map((_, index) => index + 1));
    expect(await town.db.select().from(agreementCounters)).toMatchObject([{ last: sorted.length }]);
  });

  it('takes only days that can be', async () => {
    const merchantId = await applied(town);
    const accept = (from: string, until: string) =>
      acceptMerchant(town.db, operator, { merchantId, answers: acceptance({ from, until }) });
    expect(await accept('2026-02-30', '2020-01-01')).toEqual(
      faults(['from', 'date'], ['until', 'date-past']),
    );
    expect(await accept('2999-01-01', '2998-01-01')).toEqual(faults(['until', 'day-too-far']));
    const next = acceptance()['until'] ?? '';
    expect(await accept(`${Number(next.slice(0, 4)) + 1}-12-31`, next)).toEqual(
      faults(['until', 'agreement-order']),
    );
  });
});

describe('the acts on an agreement', () => {
  it('follow each other as the table says, each with its reason and its mail', async () => {
    const { merchantId } = await agreed(town, operator);
    done(await suspendMerchant(town.db, operator, { merchantId, reason: 'Resto in denaro' }));
    done(await suspendMerchant(town.db, operator, { merchantId, reason: 'Resto in denaro' }));
    expect((await merchantOf(town, merchantId)).status).toBe('sospeso');
    done(await resumeMerchant(town.db, operator, { merchantId }));
    done(await prolongAgreement(town.db, operator, { merchantId, until: nextYears(3) }));
    done(await endMerchant(town.db, operator, { merchantId, reason: 'Chiude' }));
    const { status, agreementUntil } = await merchantOf(town, merchantId);
    expect([status, agreementUntil]).toEqual(['cessato', nextYears(3)]);
    const kinds = await kindsOf(town, merchantId);
    expect(kinds.slice(3)).toEqual(['suspended', 'resumed', 'prolonged', 'ended']);
    expect(foldMerchantStatus((await eventsOf(town, merchantId)).map(({ kind }) => kind))).toBe('cessato');
    for (const kind of ['merchant-suspended', 'merchant-resumed', 'merchant-ended'] as const) {
      expect(await mailsOf(kind, merchantId)).toHaveLength(1);
    }
    expect(await resumeMerchant(town.db, operator, { merchantId })).toEqual(refusedWith('act-not-allowed'));
  });

  it('owe a reason', async () => {
    const merchantId = await applied(town);
    for (const act of [refuseMerchant, suspendMerchant, endMerchant]) {
      expect(await act(town.db, operator, { merchantId, reason: ' ' })).toEqual(
        faults(['reason', 'required']),
      );
    }
    expect(await suspendMerchant(town.db, operator, { merchantId, reason: 'Sì' })).toEqual(
      refusedWith('act-not-allowed'),
    );
  });

  it('are the office’s alone: to all others the merchant does not exist', async () => {
    const { merchantId, manager } = await agreed(town, operator);
    const reason = 'Perché sì';
    const acts = [
      acceptMerchant(town.db, manager, { merchantId, answers: acceptance() }),
      refuseMerchant(town.db, manager, { merchantId, reason }),
      suspendMerchant(town.db, manager, { merchantId, reason }),
      resumeMerchant(town.db, await town.user('supporto'), { merchantId }),
      endMerchant(town.db, await town.user('cassiere', merchantId), { merchantId, reason }),
      prolongAgreement(town.db, await town.user('amministratore'), { merchantId, until: nextYears(1) }),
      editMerchant(town.db, manager, { merchantId, answers: businessAnswers() }),
      suspendMerchant(town.db, operator, { merchantId: newId(), reason }),
    ];
    for (const act of acts) expect(await act).toEqual(refusedWith('not-found'));
    done(await suspendMerchant(town.db, system, { merchantId, reason }));
  });
});

describe('the data of a business', () => {
  it('are corrected by the office, and the history keeps what was before', async () => {
    const { merchantId } = await agreed(town, operator);
    const { vatNumber } = await merchantOf(town, merchantId);
    const answers = businessAnswers({ vatNumber: vatNumber ?? '', legalName: 'Cossu srl', name: 'Cossu' });
    done(await editMerchant(town.db, operator, { merchantId, answers }));
    done(await editMerchant(town.db, operator, { merchantId, answers }));
    const events = await eventsOf(town, merchantId);
    expect(events.slice(3)).toMatchObject([
      {
        kind: 'edited',
        payload: {
          changes: [
            { field: 'legalName', from: 'Bottega Cossu di Cossu Rita', to: 'Cossu srl' },
            { field: 'name', from: 'Bottega Cossu di Cossu Rita', to: 'Cossu' },
          ],
        },
        actorId: operator.id,
      },
    ]);
  });

  it('never take the partita IVA of another merchant', async () => {
    const { merchantId } = await agreed(town, operator);
    const other = await merchantOf(town, await applied(town));
    const answers = businessAnswers({ vatNumber: other.vatNumber ?? '' });
    expect(await editMerchant(town.db, operator, { merchantId, answers })).toEqual(
      faults(['vatNumber', 'vat-number-known']),
    );
    const fresh = businessAnswers({ vatNumber: freshVatNumber() });
    done(await editMerchant(town.db, operator, { merchantId, answers: fresh }));
  });

  it('let the manager change the account, whose old IBAN stays known', async () => {
    const { merchantId, manager } = await agreed(town, operator);
    const answers = { iban: 'IT40 S054 2811 1010 0000 0123 457', ibanHolder: '' };
    expect(await changeAccount(town.db, manager, { merchantId, answers })).toEqual(
      faults(['iban', 'iban-check']),
    );
    done(await changeAccount(town.db, manager, { merchantId, answers: { iban: 'DE89370400440532013000' } }));
    expect((await merchantOf(town, merchantId)).iban).toBe('DE89370400440532013000');
    expect((await eventsOf(town, merchantId)).at(-1)).toMatchObject({
      kind: 'account-changed',
      payload: { from: 'IT60X0542811101000000123456', to: 'DE89370400440532013000' },
      actorId: manager.id,
    });
    const stranger = (await agreed(town, operator)).manager;
    expect(await changeAccount(town.db, stranger, { merchantId, answers })).toEqual(refusedWith('not-found'));
  });
});

const nextYears = (years: number): string => `${new Date().getUTCFullYear() + years}-06-30`;
