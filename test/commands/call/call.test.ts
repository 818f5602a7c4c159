import { asc, eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeApplication } from '../../../commands/application/close';
import { openApplication } from '../../../commands/application/open';
import { mergeDraft, saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { takeOver } from '../../../commands/application/take-over';
import { beginCall, registerCaller } from '../../../commands/call/begin';
import { openInCall } from '../../../commands/call/compile';
import { closeCall, sendPin, verifyCaller } from '../../../commands/call/verify';
import { readableAttachment, readableAttachments } from '../../../db/queries/attachments';
import { filedApplication } from '../../../db/queries/application-file';
import { consentAcceptances } from '../../../db/schema/consents';
import { messages } from '../../../db/schema/delivery';
import { contactCallActs, contactCalls } from '../../../db/schema/filed-for';
import { users } from '../../../db/schema/people';
import { pinTries } from '../../../db/schema/pins';
import { channels } from '../../../domain/programme/rules';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { accreditation, fiscalCodeOf } from '../../support/citizen';
import { firstPartTo, namesOf, pinOf } from '../../support/pin';
import { applicationOf, historyOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

/** A law whose windows are open to every channel. */
const openToAll = rulesWith({
  windows: channels.map((channel) => ({
    channel,
    opensAt: '2020-01-01T00:00:00Z',
    closesAt: '2100-01-01T00:00:00Z',
  })),
});

let town: Town;
let operator: User;
let slug: string;

beforeAll(async () => {
  town = await openTown(20);
  operator = await town.user('contactcenter');
  slug = (await town.programme(openToAll)).slug;
});
afterAll(() => town.close());

const begin = async (citizen: User, by = operator): Promise<string> => {
  const names = await namesOf(town.db, citizen);
  return done(await beginCall(town.db, by, { callId: newId(), ...names })).callId;
};

/** A call with a citizen whose PIN was verified. */
async function openCall(citizen: User, by = operator): Promise<string> {
  const { first } = await pinOf(town.db, citizen);
  const callId = await begin(citizen, by);
  done(await verifyCaller(town.db, by, { callId, firstPart: first }));
  return callId;
}

const compile = async (callId: string, by = operator) =>
  done(await openInCall(town.db, by, { callId, programmeSlug: slug })).applicationId;

const actsOf = async (callId: string) => {
  const rows = await town.db
    .select({ act: contactCallActs.act })
    .from(contactCallActs)
    .where(eq(contactCallActs.callId, callId))
    .orderBy(asc(contactCallActs.id));
  return rows.map(({ act }) => act);
};

const fill = async (applicationId: string, by: User = operator) => {
  const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
  return saveDraft(town.db, by, { applicationId, version, answers: wholeAnswers(answers) });
};

describe('finding who is on the telephone', () => {
  it('takes the whole tax code and the whole name, and shows nobody by a part of them', async () => {
    const citizen = await town.user('cittadino');
    const names = await namesOf(town.db, citizen);
    const nobody = { error: { code: 'invalid', faults: [{ field: 'fiscalCode', code: 'nobody-so-named' }] } };
    for (const wrong of [{ familyName: 'Ross' }, { givenName: 'M' }, { fiscalCode: fiscalCodeOf(700) }]) {
      expect(await beginCall(town.db, operator, { callId: newId(), ...names, ...wrong })).toMatchObject(
        nobody,
      );
    }
    expect(
      await beginCall(town.db, operator, { callId: newId(), ...names, familyName: 'rossì ' }),
    ).toMatchObject({ ok: true });
  });

  it('is for the contact centre alone, and one call however often it is posted', async () => {
    const citizen = await town.user('cittadino');
    const input = { callId: newId(), ...(await namesOf(town.db, citizen)) };
    for (const role of ['cittadino', 'operatore', 'supporto', 'intermediario'] as const) {
      const outcome = await beginCall(town.db, await town.user(role), input);
      expect(outcome).toMatchObject({ error: { code: 'forbidden' } });
    }
    done(await beginCall(town.db, operator, input));
    done(await beginCall(town.db, operator, input));
    expect(await actsOf(input.callId)).toEqual(['began']);
    const other = await town.user('contactcenter');
    expect(await beginCall(town.db, other, input)).toMatchObject({ error: { code: 'not-found' } });
  });

  it('registers who is not enrolled, with consent on record by telephone and a PIN at once', async () => {
    const input = { callId: newId(), answers: accreditation(601), way: 'email' as const, language: 'it' };
    const { callId } = done(await registerCaller(town.db, operator, input));
    done(await registerCaller(town.db, operator, input));
    const [call] = await town.db.select().from(contactCalls).where(eq(contactCalls.id, callId));
    const accepted = await town.db
      .select()
      .from(consentAcceptances)
      .where(eq(consentAcceptances.userId, call?.citizenId ?? ''));
    expect(accepted.map(({ channel }) => channel)).toEqual(['contact-center', 'contact-center']);
    const first = await firstPartTo(town.db, 'persona601@example.org');
    done(await verifyCaller(town.db, operator, { callId, firstPart: first }));
    const again = { ...input, callId: newId() };
    expect(await registerCaller(town.db, operator, again)).toMatchObject({
      error: { code: 'invalid', faults: [{ code: 'fiscal-code-known' }] },
    });
    const withoutConsent = { ...again, answers: accreditation(602, { consent: '' }) };
    expect(await registerCaller(town.db, operator, withoutConsent)).toMatchObject({
      error: { faults: [{ field: 'consent' }] },
    });
  });
});

describe('a call', () => {
  it('opens nothing before the PIN is verified', async () => {
    const callId = await begin(await town.user('cittadino'));
    expect(await openInCall(town.db, operator, { callId, programmeSlug: slug })).toMatchObject({
      error: { code: 'act-not-allowed' },
    });
  });

  it('ends with the third wrong PIN, which count like everybody’s', async () => {
    const citizen = await town.user('cittadino');
    const { first } = await pinOf(town.db, citizen);
    const callId = await begin(citizen);
    const wrong = () => verifyCaller(town.db, operator, { callId, firstPart: 'ABCD-EFGH' });
    expect(await wrong()).toMatchObject({ error: { code: 'pin-wrong' } });
    expect(await wrong()).toMatchObject({ error: { code: 'pin-wrong' } });
    expect(await wrong()).toMatchObject({ error: { code: 'call-ended' } });
    expect(await verifyCaller(town.db, operator, { callId, firstPart: first })).toMatchObject({
      error: { code: 'call-ended' },
    });
    const next = await begin(citizen);
    expect(await verifyCaller(town.db, operator, { callId: next, firstPart: first })).toMatchObject({
      error: { code: 'too-many-requests' },
    });
    await town.db.update(pinTries).set({ lastAt: sql`clock_timestamp() - interval '2 hours'` });
    done(await verifyCaller(town.db, operator, { callId: next, firstPart: first }));
  });

  it('sends a PIN to the contact on record, once for a double click', async () => {
    const citizen = await town.user('cittadino');
    const callId = await begin(citizen);
    done(await sendPin(town.db, operator, { callId, way: 'email' }));
    done(await sendPin(town.db, operator, { callId, way: 'email' }));
    const { email } = await namesOf(town.db, citizen);
    const sent = await town.db.select().from(messages).where(eq(messages.recipient, email));
    expect(sent.map(({ kind }) => kind)).toEqual(['pin-first-part']);
    done(await verifyCaller(town.db, operator, { callId, firstPart: await firstPartTo(town.db, email) }));
  });

  it('compiles, reads back and sends: channel, operator and consent are on record', async () => {
    const citizen = await town.user('cittadino');
    const callId = await openCall(citizen);
    const applicationId = await compile(callId);
    done(await fill(applicationId));
    expect(await submitApplication(town.db, operator, { applicationId })).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'readBack', code: 'read-back' }] },
    });
    const receipt = done(await submitApplication(town.db, operator, { applicationId, readBack: true }));
    expect(done(await submitApplication(town.db, operator, { applicationId }))).toEqual({
      ...receipt,
      first: false,
    });
    const row = await applicationOf(town.db, applicationId);
    expect(row).toMatchObject({ citizenId: citizen.id, channel: 'contact-center', status: 'presentata' });
    expect(await historyOf(town.db, applicationId)).toEqual(['opened', 'submitted']);
    const { rows } = await town.db.execute(
      sql`select distinct actor_id from application_events where application_id = ${applicationId}`,
    );
    expect(rows).toEqual([{ actor_id: operator.id }]);
    const [accepted] = await town.db
      .select()
      .from(consentAcceptances)
      .where(eq(consentAcceptances.applicationId, applicationId));
    expect(accepted).toMatchObject({ userId: citizen.id, channel: 'contact-center', kind: 'declarations' });
    expect(await actsOf(callId)).toEqual(['began', 'verified', 'opened', 'saved', 'submitted', 'submitted']);
    const { email } = await namesOf(town.db, citizen);
    const told = await town.db.select().from(messages).where(eq(messages.recipient, email));
    expect(told.map(({ kind }) => kind)).toContain('filing-begun');
    // The citizen follows it in their own list.
    expect(await filedApplication(town.db, citizen, applicationId)).toMatchObject({ relation: 'own' });
  });

  it('changes neither who the application is for nor how they are reached', async () => {
    const callId = await openCall(await town.user('cittadino'));
    const applicationId = await compile(callId);
    const { answers: base } = await applicationOf(town.db, applicationId);
    for (const [field, text] of [
      ['contacts.mobile', '340 1112223'],
      ['contacts.email', 'altra@example.org'],
      ['beneficiary.fiscalCode', fiscalCodeOf(700)],
    ] as const) {
      const typed = { ...base, [field]: text };
      expect(await mergeDraft(town.db, operator, { applicationId, base, typed })).toMatchObject({
        error: { code: 'invalid', faults: [{ field, code: 'locked-simplified' }] },
      });
    }
    const forOther = { ...base, 'applicant.role': 'relative' };
    expect(await mergeDraft(town.db, operator, { applicationId, base, typed: forOther })).toMatchObject({
      error: {
        code: 'invalid',
        faults: expect.arrayContaining([{ field: 'applicant.role', code: 'self-simplified' }]),
      },
    });
    // What the account does not know may be filled in.
    const typed = { ...base, 'contacts.phone': '070 123456' };
    done(await mergeDraft(town.db, operator, { applicationId, base, typed }));
  });

  it('that is closed, or whose hour is over, refuses every save and says so', async () => {
    const callId = await openCall(await town.user('cittadino'));
    const applicationId = await compile(callId);
    done(await closeCall(town.db, operator, callId));
    done(await closeCall(town.db, operator, callId));
    expect(await fill(applicationId)).toMatchObject({ error: { code: 'call-ended' } });
    expect(await submitApplication(town.db, operator, { applicationId, readBack: true })).toMatchObject({
      error: { code: 'call-ended' },
    });
    expect(await filedApplication(town.db, operator, applicationId)).toMatchObject({
      relation: 'call-ended',
    });
    expect(await readableAttachments(town.db, operator, applicationId)).toBeNull();
    const other = await openCall(await town.user('cittadino'));
    const second = await compile(other);
    await town.db
      .update(contactCalls)
      .set({ endsAt: sql`clock_timestamp()` })
      .where(eq(contactCalls.id, other));
    expect(await fill(second)).toMatchObject({ error: { code: 'call-ended' } });
  });

  it('goes on in the next call with what was saved, and the earlier call gets nothing of it', async () => {
    const citizen = await town.user('cittadino');
    const first = await openCall(citizen);
    const applicationId = await compile(first);
    done(await fill(applicationId));
    done(await closeCall(town.db, operator, first));
    const colleague = await town.user('contactcenter');
    const next = await openCall(citizen, colleague);
    expect(await compile(next, colleague)).toBe(applicationId);
    expect(await fill(applicationId)).toMatchObject({ error: { code: 'not-found' } });
    done(await fill(applicationId, colleague));
    expect(await actsOf(next)).toEqual(['began', 'verified', 'resumed', 'saved']);
  });

  it('shows no other person’s file, nor what the person opened themselves', async () => {
    const [one, other] = [await town.user('cittadino'), await town.user('cittadino')];
    const [callOne, callOther] = [await openCall(one), await openCall(other)];
    const [mine, theirs] = [await compile(callOne), await compile(callOther)];
    expect(mine).not.toBe(theirs);
    done(await closeCall(town.db, operator, callOther));
    done(await fill(mine));
    expect(await fill(theirs)).toMatchObject({ error: { code: 'call-ended' } });

    const third = await town.user('cittadino');
    const own = await town.draft(third, slug);
    const call = await openCall(third);
    expect(await openInCall(town.db, operator, { callId: call, programmeSlug: slug })).toMatchObject({
      error: { code: 'in-other-hands' },
    });
    expect(await filedApplication(town.db, operator, own)).toBeNull();
    expect(await fill(own)).toMatchObject({ error: { code: 'not-found' } });
    const reference = { applicationId: own, attachmentId: newId() };
    expect(await readableAttachment(town.db, operator, reference)).toBeNull();
  });

  it('is taken over by the citizen, and from then on the operator writes nothing', async () => {
    const citizen = await town.user('cittadino');
    const callId = await openCall(citizen);
    const applicationId = await compile(callId);
    expect(await fill(applicationId, citizen)).toMatchObject({ error: { code: 'in-other-hands' } });
    const stranger = await town.user('cittadino');
    expect(await takeOver(town.db, stranger, { applicationId })).toMatchObject({
      error: { code: 'not-found' },
    });
    done(await takeOver(town.db, { ...citizen, level: 'simplified' }, { applicationId }));
    done(await takeOver(town.db, citizen, { applicationId }));
    expect(await fill(applicationId)).toMatchObject({ error: { code: 'taken-over' } });
    expect(await openInCall(town.db, operator, { callId, programmeSlug: slug })).toMatchObject({
      error: { code: 'in-other-hands' },
    });
    done(await fill(applicationId, citizen));
    done(await submitApplication(town.db, citizen, { applicationId }));
    expect(await applicationOf(town.db, applicationId)).toMatchObject({ channel: 'cittadino' });
  });
});

describe('the simplified mode', () => {
  const simplified = (citizen: User): User => ({ ...citizen, level: 'simplified' });

  it('compiles, sends and follows what was opened in it', async () => {
    const citizen = await town.user('cittadino');
    const { applicationId } = done(
      await openApplication(town.db, simplified(citizen), { programmeSlug: slug }),
    );
    done(await fill(applicationId, simplified(citizen)));
    done(await submitApplication(town.db, simplified(citizen), { applicationId }));
    expect(await filedApplication(town.db, simplified(citizen), applicationId)).toMatchObject({
      relation: 'own',
      file: { voucher: null },
    });
  });

  it('sees nothing of what was opened with more, and begins with the account’s data alone', async () => {
    const citizen = await town.user('cittadino');
    const sent = await town.submitted(citizen, (await town.programme(openToAll)).slug);
    const draft = await town.draft(citizen, slug);
    expect(await filedApplication(town.db, simplified(citizen), sent)).toBeNull();
    expect(await fill(draft, simplified(citizen))).toMatchObject({ error: { code: 'not-found' } });
    expect(await openApplication(town.db, simplified(citizen), { programmeSlug: slug })).toMatchObject({
      error: { code: 'in-other-hands' },
    });
    const elsewhere = (await town.programme(openToAll)).slug;
    const { applicationId } = done(
      await openApplication(town.db, simplified(citizen), { programmeSlug: elsewhere }),
    );
    const { answers, prefilledFrom } = await applicationOf(town.db, applicationId);
    expect({ prefilledFrom, place: answers['residence.municipality'] }).toEqual({
      prefilledFrom: null,
      place: undefined,
    });
  });

  it('changes no contact, and the whole access may', async () => {
    const citizen = await town.user('cittadino');
    const { applicationId } = done(
      await openApplication(town.db, simplified(citizen), { programmeSlug: slug }),
    );
    const { answers: base } = await applicationOf(town.db, applicationId);
    const typed = { ...base, 'contacts.mobile': '340 1112223' };
    expect(await mergeDraft(town.db, simplified(citizen), { applicationId, base, typed })).toMatchObject({
      error: { code: 'invalid', faults: [{ field: 'contacts.mobile', code: 'locked-simplified' }] },
    });
    done(await mergeDraft(town.db, citizen, { applicationId, base, typed }));
    // What a whole access wrote is no obstacle to going on in the simplified mode.
    const after = { ...typed, 'need.description': 'Perdita del lavoro' };
    done(await mergeDraft(town.db, simplified(citizen), { applicationId, base: typed, typed: after }));
  });

  it('is told so where an act needs more', async () => {
    const citizen = await town.user('cittadino');
    const { applicationId } = done(
      await openApplication(town.db, simplified(citizen), { programmeSlug: slug }),
    );
    done(await fill(applicationId, simplified(citizen)));
    done(await submitApplication(town.db, simplified(citizen), { applicationId }));
    const withdraw = { applicationId, as: 'withdrawn' as const };
    expect(await closeApplication(town.db, simplified(citizen), withdraw)).toMatchObject({
      error: { code: 'simplified-access' },
    });
    done(await closeApplication(town.db, citizen, withdraw));
  });
});

it('who has no access any more is found by nobody', async () => {
  const citizen = await town.user('cittadino');
  await town.db.update(users).set({ active: false }).where(eq(users.id, citizen.id));
  const input = { callId: newId(), ...(await namesOf(town.db, citizen)) };
  expect(await beginCall(town.db, operator, input)).toMatchObject({ error: { code: 'invalid' } });
});
