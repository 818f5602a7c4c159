import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { decideApplication } from '../../../commands/application/decide';
import { judged } from '../../../commands/application/evaluate';
import { closeApplication } from '../../../commands/application/close';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { askRegisters } from '../../../commands/inquiry/ask';
import { giveUpInquiry, openInquiry, recordAnswer } from '../../../commands/inquiry/answer';
import { issueVoucher } from '../../../commands/voucher/issue';
import { applicationFile, decisionsOn } from '../../../db/queries/application-file';
import { databaseNow } from '../../../db/queries/clock';
import { lastInquiries } from '../../../db/queries/registers';
import { applicationsSharingMembers, sharedContacts } from '../../../db/queries/shared';
import { householdClaims } from '../../../db/schema/applications';
import { inquiries } from '../../../db/schema/registers';
import type { RegisterAnswer, RegisterName } from '../../../domain/register/registers';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { fiscalCodeOf } from '../../support/citizen';
import { memberAnswers } from '../../support/form';
import { applicationOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;
let slug: string;

const isee = { quantity: 'isee', is: 'at-most', value: 936_000 } as const;
const rules = () =>
  rulesWith({ criteria: [{ id: 'isee', text: 'ISEE fino a 9.360 €', source: 'art. 3', holds: isee }] });

beforeAll(async () => {
  town = await openTown();
  operator = await town.user('operatore');
  ({ slug } = await town.programme(rules()));
});
afterAll(() => town.close());

/** An application sent for the household of these people by number. */
async function sentFor(
  [beneficiary = 0, ...members]: number[],
  changes: Record<string, string> = {},
  programmeSlug = slug,
): Promise<{ citizen: User; id: string }> {
  const citizen = await town.user('cittadino');
  const { applicationId } = done(await openApplication(town.db, citizen, { programmeSlug }));
  const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
  const household = members.map((person, index) =>
    memberAnswers(`m${index + 1}`, { fiscalCode: fiscalCodeOf(person) }),
  );
  const whole = Object.assign(
    { ...wholeAnswers(answers), 'beneficiary.fiscalCode': fiscalCodeOf(beneficiary), ...changes },
    ...household,
  ) as Record<string, string>;
  done(await saveDraft(town.db, citizen, { applicationId, version, answers: whole }));
  done(await submitApplication(town.db, citizen, { applicationId }));
  return { citizen, id: applicationId };
}

const judge = async (id: string) => {
  const file = await applicationFile(town.db, id);
  if (!file) throw new Error('there is no such application');
  return judged(town.db, { ...file, now: await databaseNow(town.db) });
};

async function answer(applicationId: string, register: RegisterName, found: RegisterAnswer | null) {
  done(await askRegisters(town.db, operator, { applicationId }));
  const inquiry = (await lastInquiries(town.db, applicationId)).find((each) => each.register === register);
  await recordAnswer(town.db, { inquiryId: inquiry?.id ?? '', source: 'archivio', found });
  return inquiry?.id ?? '';
}

const person = (number: number, birthDate = '1985-12-10') => ({
  fiscalCode: fiscalCodeOf(number),
  familyName: 'Verdi',
  givenName: 'Luigi',
  birthDate,
  relation: null,
  municipality: null,
});

describe('the evaluation', () => {
  it('judges by what was declared, until a register has answered, and by the register then', async () => {
    const { id } = await sentFor([1], { 'isee.amount': '12.000,00' });
    expect((await judge(id))?.evaluation).toMatchObject({
      admissible: 'fails',
      amountCents: 30_000,
      criteria: [
        {
          checks: [{ found: 1_200_000, source: 'dichiarato' }],
          remedies: [[{ threshold: 936_000 }]],
        },
      ],
    });
    await answer(id, 'anagrafe', { members: [person(1), person(2, '2019-05-12')] });
    await answer(id, 'isee', { iseeCents: 800_000, dsu: null, dsuOn: null, differs: false });
    expect((await judge(id))?.evaluation).toMatchObject({
      admissible: 'holds',
      amountCents: 40_000,
      criteria: [{ checks: [{ found: 800_000, source: 'inps' }] }],
    });
  });

  it('of the decision is the one the page showed', async () => {
    const { id } = await sentFor([3]);
    await answer(id, 'anagrafe', { members: [person(3), person(4)] });
    const seen = (await judge(id))?.evaluation;
    const decision = { outcome: 'approvata', amountCents: 40_000, reason: null } as const;
    done(await decideApplication(town.db, operator, { applicationId: id, decision }));
    const [kept] = await decisionsOn(town.db, id);
    expect(kept).toMatchObject({ proposedCents: 40_000 });
    expect(kept?.evaluation).toEqual(JSON.parse(JSON.stringify(seen)));
  });

  it('keeps the last answer while a newer question is under way', async () => {
    const { id } = await sentFor([5]);
    await answer(id, 'anagrafe', { members: [person(5), person(6)] });
    done(await askRegisters(town.db, operator, { applicationId: id }));
    expect((await judge(id))?.facts.people).toHaveLength(2);
    const open = (await lastInquiries(town.db, id)).find(({ register }) => register === 'anagrafe');
    await giveUpInquiry(town.db, open?.id ?? '');
    expect((await judge(id))?.facts.people).toHaveLength(2);
    await answer(id, 'anagrafe', null);
    expect((await judge(id))?.facts.sources).toEqual({});
  });

  it('knows of an earlier voucher of somebody of the household, and of none where others had some', async () => {
    const first = await town.programme(rules());
    const earlier = await sentFor([7, 8], {}, first.slug);
    const before = await judge((await sentFor([9])).id);
    const decision = { outcome: 'approvata', amountCents: 40_000, reason: null } as const;
    done(await decideApplication(town.db, operator, { applicationId: earlier.id, decision }));
    done(await issueVoucher(town.db, { applicationId: earlier.id }));
    expect((await judge((await sentFor([8])).id))?.facts).toMatchObject({
      helpedBefore: true,
      sources: { helpedBefore: 'ufficio' },
    });
    expect((await judge((await sentFor([10])).id))?.facts.helpedBefore).toBe(false);
    expect(before?.facts.helpedBefore).not.toBe(true);
  });
});

describe('an answer of a register', () => {
  it('is recorded once, and never changes', async () => {
    const { id } = await sentFor([20]);
    const inquiryId = await answer(id, 'anagrafe', { members: [person(20)] });
    expect(await openInquiry(town.db, inquiryId)).toBeNull();
    await recordAnswer(town.db, { inquiryId, source: 'anpr', found: null });
    await giveUpInquiry(town.db, inquiryId);
    const [kept] = await town.db.select().from(inquiries).where(eq(inquiries.id, inquiryId));
    expect(kept).toMatchObject({ state: 'trovato', source: 'archivio' });
    await expect(
      town.db.update(inquiries).set({ found: null, state: 'non trovato' }).where(eq(inquiries.id, inquiryId)),
    ).rejects.toThrow();
    await expect(town.db.delete(inquiries)).rejects.toThrow();
  });

  it.each([
    ['cittadino', 31],
    ['supporto', 32],
    ['esercente', 33],
  ] as const)('is asked for by the office alone: %s', async (role, beneficiary) => {
    const { id, citizen } = await sentFor([beneficiary]);
    const shopId = role === 'esercente' ? (await town.shop()).merchantId : undefined;
    const somebody = role === 'cittadino' ? citizen : await town.user(role, shopId);
    expect(await askRegisters(town.db, somebody, { applicationId: id })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });

  it('is not asked for once the application is decided', async () => {
    const { id } = await sentFor([45]);
    done(
      await decideApplication(town.db, operator, {
        applicationId: id,
        decision: { outcome: 'respinta', reason: 'Fuori dai requisiti' },
      }),
    );
    expect(await askRegisters(town.db, operator, { applicationId: id })).toMatchObject({
      error: { code: 'act-not-allowed' },
    });
  });
});

describe('the other applications of a household', () => {
  it('are told to the office by number, of this programme and of others, released ones too', async () => {
    const other = await town.programme(rules());
    const mine = await sentFor([50, 51]);
    const elsewhere = await sentFor([51, 52], {}, other.slug);
    done(await closeApplication(town.db, mine.citizen, { applicationId: mine.id, as: 'withdrawn' }));
    const again = await sentFor([50]);
    const found = await applicationsSharingMembers(town.db, mine.id);
    expect(found.map(({ id, status, people }) => [id, status, people])).toEqual([
      [again.id, 'presentata', 1],
      [elsewhere.id, 'presentata', 1],
    ]);
    expect(found[0]?.registration.number).toBeGreaterThan(0);
    expect((await applicationsSharingMembers(town.db, again.id)).map(({ id }) => id)).toEqual([mine.id]);
  });

  it('stand in the way of the citizen without being named', async () => {
    await sentFor([60]);
    await expect(sentFor([61, 60])).rejects.toThrow(/^refused: \{"code":"household-already-applied"\}$/);
  });

  it('have claims that are only ever released', async () => {
    const { id, citizen } = await sentFor([62]);
    const own = eq(householdClaims.applicationId, id);
    await expect(town.db.update(householdClaims).set({ programmeId: id }).where(own)).rejects.toThrow();
    done(await closeApplication(town.db, citizen, { applicationId: id, as: 'withdrawn' }));
    await expect(town.db.update(householdClaims).set({ releasedAt: null }).where(own)).rejects.toThrow();
  });
});

it('contacts that many share are counted by person', async () => {
  const contacts = { 'contacts.mobile': '3209998877', 'contacts.email': 'Caf@Example.org' };
  const { id } = await sentFor([70], contacts);
  for (const number of [71, 72, 73])
    await sentFor([number], { ...contacts, 'contacts.mobile': `320111220${number % 10}` });
  await sentFor([74], { ...contacts, 'contacts.email': 'altro@example.org' });
  expect(await sharedContacts(town.db, id)).toEqual({ mobile: 1, email: 3 });
});
