import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApplication } from '../../../commands/application/open';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { takeOver } from '../../../commands/application/take-over';
import { beginAttachment } from '../../../commands/attachment/begin';
import { openByMandate } from '../../../commands/mandate/compile';
import {
  endMandate,
  keepMandate,
  registerClient,
  type TypedMandate,
  type TypedPaper,
} from '../../../commands/mandate/record';
import { filedApplication } from '../../../db/queries/application-file';
import {
  compiledByMandate,
  compiledByOrganisation,
  mandatesOf,
  ownMandate,
} from '../../../db/queries/filed-for';
import { mandates, organisations } from '../../../db/schema/filed-for';
import { consentAcceptances } from '../../../db/schema/consents';
import { messages } from '../../../db/schema/delivery';
import { users } from '../../../db/schema/people';
import { openMessageRow } from '../../../db/sealing/columns';
import { civilDate } from '../../../domain/calendar';
import { mandateState } from '../../../domain/mandate/mandate';
import { channels } from '../../../domain/programme/rules';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { attached, begun } from '../../support/attach';
import { namesOf } from '../../support/pin';
import { applicationOf } from '../../support/records';
import { rulesWith } from '../../support/rules';
import { uniqueCode } from '../../support/unique-code';
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
let intermediary: User;
let slug: string;
let numbers = 0;

beforeAll(async () => {
  town = await openTown(20);
  intermediary = await town.user('intermediario');
  slug = (await town.programme(openToAll)).slug;
});
afterAll(() => town.close());

const inDays = (days: number): string => civilDate(new Date(Date.now() + days * 86_400_000));

const newPaper = (): TypedPaper => ({
  number: `${++numbers}/2026`,
  scope: 'Domanda di buoni spesa',
  signedOn: inDays(-1),
  validFrom: inDays(-1),
  validUntil: inDays(30),
  proof: 'dichiarata',
});

const mandateOf = async (citizen: User, changes: Partial<TypedMandate> = {}): Promise<TypedMandate> => {
  const { email: _, ...names } = await namesOf(town.db, citizen);
  return { ...names, ...newPaper(), ...changes };
};

const recorded = async (citizen: User, changes: Partial<TypedMandate> = {}, by = intermediary) => {
  const typed = await mandateOf(citizen, changes);
  return done(await keepMandate(town.db, by, { mandateId: newId(), typed })).mandateId;
};

const compile = (mandateId: string, by = intermediary, programmeSlug = slug) =>
  openByMandate(town.db, by, { mandateId, programmeSlug });

/** What the person says to the intermediary: the account’s own data is not filled in for them. */
const said = { 'beneficiary.birthDate': '1985-12-10', 'contacts.email': 'persona@example.org' };

const fill = async (applicationId: string, by = intermediary) => {
  const { answers, answersVersion: version } = await applicationOf(town.db, applicationId);
  return saveDraft(town.db, by, { applicationId, version, answers: { ...wholeAnswers(answers), ...said } });
};

describe('a mandate', () => {
  it('is recorded once, and its citizen is told', async () => {
    const citizen = await town.user('cittadino');
    const typed = await mandateOf(citizen);
    const mandateId = newId();
    done(await keepMandate(town.db, intermediary, { mandateId, typed }));
    done(await keepMandate(town.db, intermediary, { mandateId, typed }));
    const { email } = await namesOf(town.db, citizen);
    const told = await town.db.select().from(messages).where(eq(messages.recipient, email));
    expect(told.map(({ kind }) => kind)).toEqual(['mandate-recorded']);
    const again = { mandateId: newId(), typed };
    expect(await keepMandate(town.db, intermediary, again)).toMatchObject({
      error: { faults: [{ field: 'number', code: 'mandate-number-taken' }] },
    });
  });

  it.each([
    [{ number: ' ' }, 'number', 'required'],
    [{ signedOn: '2026-02-30' }, 'signedOn', 'date'],
    [{ signedOn: inDays(2), validFrom: inDays(3) }, 'signedOn', 'mandate-not-signed'],
    [{ validFrom: inDays(-5) }, 'validFrom', 'mandate-before-signature'],
    [{ validUntil: inDays(-3) }, 'validUntil', 'mandate-ends-before'],
    [{ proof: '' }, 'proof', 'required'],
    [{ familyName: 'Altri' }, 'fiscalCode', 'nobody-so-named'],
  ] as const)('with %o is refused at %s', async (changes, field, code) => {
    const typed = await mandateOf(await town.user('cittadino'), changes);
    expect(await keepMandate(town.db, intermediary, { mandateId: newId(), typed })).toMatchObject({
      error: { code: 'invalid', faults: [{ field, code }] },
    });
  });

  it('is of no use to who does not belong to its organisation, nor once that is closed', async () => {
    const citizen = await town.user('cittadino');
    const stranger = await town.user('intermediario');
    const mandateId = await recorded(citizen);
    const { applicationId } = done(await compile(mandateId));
    expect(await compile(mandateId, stranger)).toMatchObject({ error: { code: 'not-found' } });
    expect(await ownMandate(town.db, stranger.id, mandateId)).toBeNull();
    expect(await mandatesOf(town.db, stranger.id)).toEqual([]);
    expect(await filedApplication(town.db, stranger, applicationId)).toBeNull();
    expect(await fill(applicationId, stranger)).toMatchObject({ error: { code: 'not-found' } });
    expect(await endMandate(town.db, stranger, mandateId)).toMatchObject({ error: { code: 'not-found' } });

    const closed = await town.user('intermediario');
    const theirs = await recorded(await town.user('cittadino'), {}, closed);
    const file = done(await compile(theirs, closed)).applicationId;
    await town.db
      .update(organisations)
      .set({ active: false })
      .where(sql`${organisations.id} = (select organisation_id from users where id = ${closed.id})`);
    expect(await fill(file, closed)).toMatchObject({ error: { code: 'not-found' } });
    expect(await compile(theirs, closed)).toMatchObject({ error: { code: 'not-found' } });
  });

  it('compiles with the person’s name alone, and sends by the channel of intermediaries', async () => {
    const citizen = await town.user('cittadino');
    const mandateId = await recorded(citizen);
    const { applicationId } = done(await compile(mandateId));
    expect(done(await compile(mandateId))).toEqual({ applicationId });
    const { answers } = await applicationOf(town.db, applicationId);
    expect(Object.keys(answers).filter((field) => field.startsWith('contacts.'))).toEqual([]);
    expect(answers).toMatchObject({ 'applicant.role': 'organisation', 'beneficiary.familyName': 'Rossi' });
    done(await fill(applicationId));
    done(await submitApplication(town.db, intermediary, { applicationId }));
    expect(await applicationOf(town.db, applicationId)).toMatchObject({
      citizenId: citizen.id,
      channel: 'intermediario',
      mandateId,
    });
    expect(await filedApplication(town.db, citizen, applicationId)).toMatchObject({ relation: 'own' });
  });

  it('is judged by its own channel’s window, at the moment of sending', async () => {
    const open = { opensAt: '2020-01-01T00:00:00Z', closesAt: '2100-01-01T00:00:00Z' };
    const soon = { opensAt: '2099-01-01T00:00:00Z', closesAt: '2100-01-01T00:00:00Z' };
    const rules = rulesWith({
      windows: [
        { channel: 'cittadino', ...open },
        { channel: 'intermediario', ...soon },
      ],
    });
    const { slug: later } = await town.programme(rules);
    const mandateId = await recorded(await town.user('cittadino'));
    const { applicationId } = done(await compile(mandateId, intermediary, later));
    done(await fill(applicationId));
    expect(await submitApplication(town.db, intermediary, { applicationId })).toMatchObject({
      error: { code: 'window-closed' },
    });
  });

  it('whose paper goes with each application is not sent without it', async () => {
    const mandateId = await recorded(await town.user('cittadino'), { proof: 'allegata' });
    const { applicationId } = done(await compile(mandateId));
    done(await fill(applicationId));
    expect(await submitApplication(town.db, intermediary, { applicationId })).toMatchObject({
      error: { code: 'incomplete', faults: [{ field: 'attachments.delega', code: 'document-missing' }] },
    });
    await begun(town.db, intermediary, applicationId, 1_000, { kind: 'delega' });
    // Half a file is none.
    expect(await submitApplication(town.db, intermediary, { applicationId })).toMatchObject({
      error: { code: 'incomplete' },
    });
    await attached(town.db, intermediary, applicationId, Buffer.from('%PDF-1.7 delega'), 'delega');
    done(await submitApplication(town.db, intermediary, { applicationId }));
  });

  it('has its paper taken by a programme that asks for no such document, and by no other application of it', async () => {
    const strict = await town.programme({ ...openToAll, documents: [{ kind: 'isee', required: false }] });
    const begin = (actor: User, applicationId: string) =>
      beginAttachment(town.db, actor, {
        attachmentId: newId(),
        applicationId,
        kind: 'delega',
        fileName: 'delega.pdf',
        declaredBytes: 1_000,
      });
    const mandateId = await recorded(await town.user('cittadino'), { proof: 'allegata' });
    const { applicationId } = done(await compile(mandateId, intermediary, strict.slug));
    const seen = await filedApplication(town.db, intermediary, applicationId);
    expect(seen?.file.rules.documents).toContainEqual({ kind: 'delega', required: true });
    done(await begin(intermediary, applicationId));
    const alone = await town.user('cittadino');
    const own = done(await openApplication(town.db, alone, { programmeSlug: strict.slug })).applicationId;
    expect(await begin(alone, own)).toMatchObject({ error: { code: 'invalid' } });
  });

  it('that has ended, or not begun, opens nothing and saves nothing', async () => {
    const mandateId = await recorded(await town.user('cittadino'));
    const { applicationId } = done(await compile(mandateId));
    done(await endMandate(town.db, intermediary, mandateId));
    done(await endMandate(town.db, intermediary, mandateId));
    expect(await fill(applicationId)).toMatchObject({ error: { code: 'mandate-ended' } });
    expect(await compile(mandateId)).toMatchObject({ error: { code: 'mandate-ended' } });
    const later = await recorded(await town.user('cittadino'), { validFrom: inDays(3) });
    expect(await compile(later)).toMatchObject({ error: { code: 'mandate-ended' } });
    const over = await recorded(await town.user('cittadino'));
    const file = done(await compile(over)).applicationId;
    await town.db
      .update(mandates)
      .set({ signedOn: '2020-01-01', validFrom: '2020-01-01', validUntil: inDays(-1) })
      .where(eq(mandates.id, over));
    expect(await fill(file)).toMatchObject({ error: { code: 'mandate-ended' } });
  });

  it('that takes the place of an earlier one goes on with what that one began; another organisation’s does not', async () => {
    const citizen = await town.user('cittadino');
    const earlier = await recorded(citizen);
    const { applicationId } = done(await compile(earlier));
    done(await endMandate(town.db, intermediary, earlier));
    const stranger = await town.user('intermediario');
    const theirs = await recorded(citizen, {}, stranger);
    expect(await compile(theirs, stranger)).toMatchObject({ error: { code: 'in-other-hands' } });
    const renewed = await recorded(citizen);
    expect(done(await compile(renewed))).toEqual({ applicationId });
    done(await fill(applicationId));
    expect(await compiledByOrganisation(town.db, intermediary.id)).toContainEqual(
      expect.objectContaining({ id: applicationId, mandateId: renewed }),
    );
    expect(await compiledByOrganisation(town.db, stranger.id)).toEqual([]);
  });

  it('leaves the draft to the citizen who goes on with it', async () => {
    const citizen = await town.user('cittadino');
    const mandateId = await recorded(citizen);
    const { applicationId } = done(await compile(mandateId));
    done(await takeOver(town.db, citizen, { applicationId }));
    expect(await fill(applicationId)).toMatchObject({ error: { code: 'taken-over' } });
    expect(await compile(mandateId)).toMatchObject({ error: { code: 'in-other-hands' } });
    expect(await compiledByMandate(town.db, mandateId)).toEqual([]);
  });

  it('is asked of nobody who took the draft over: they file in person', async () => {
    const citizen = await town.user('cittadino');
    const { applicationId } = done(await compile(await recorded(citizen, { proof: 'allegata' })));
    done(await fill(applicationId));
    done(await takeOver(town.db, citizen, { applicationId }));
    const { answers } = await applicationOf(town.db, applicationId);
    expect(Object.keys(answers).filter((field) => field.startsWith('applicant.'))).toEqual([]);
    done(await submitApplication(town.db, citizen, { applicationId }));
  });

  it('is valid on its last day, and not after', () => {
    const mandate = { validFrom: '2026-01-01', validUntil: '2026-01-31', endedAt: null };
    expect(
      ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((day) => mandateState(mandate, day)),
    ).toEqual(['future', 'valid', 'valid', 'ended']);
  });
});

describe('a person who has no access yet', () => {
  const answersOf = (fiscalCode: string, email: string) => ({
    familyName: 'Verdi',
    givenName: 'Rosa',
    fiscalCode,
    birthDate: '1972-08-10',
    mobile: '333 123 4567',
    province: 'CA',
    postalCode: '09032',
    address: 'Via Dalmazia, 23',
    email,
    emailAgain: email,
    consent: 'si',
  });
  const mailsTo = async (email: string) => {
    const rows = await town.db.select().from(messages);
    return rows.map(openMessageRow).filter(({ recipient }) => recipient === email);
  };

  it('is registered with their mandate, once; their codes go to them alone', async () => {
    const [mandateId, email] = [newId(), 'rosa@example.org'];
    const answers = answersOf(uniqueCode('VRDRSO72M50'), email);
    const input = { mandateId, answers, typed: newPaper(), language: 'it' };
    const both = await Promise.all([
      registerClient(town.db, intermediary, input),
      registerClient(town.db, intermediary, input),
    ]);
    expect(both.map(done)).toEqual([{ mandateId }, { mandateId }]);
    const [citizen] = await town.db.select().from(users).where(eq(users.email, email));
    expect(citizen).toMatchObject({ role: 'cittadino', mustChangePassword: true, organisationId: null });
    expect(await ownMandate(town.db, intermediary.id, mandateId)).toMatchObject({ state: 'valid' });
    const mails = await mailsTo(email);
    expect(mails.map(({ kind }) => kind).sort()).toEqual(['credentials', 'mandate-recorded']);
    const accepted = await town.db
      .select()
      .from(consentAcceptances)
      .where(eq(consentAcceptances.userId, citizen?.id ?? ''));
    expect(accepted.map(({ channel }) => channel)).toEqual(['intermediario', 'intermediario']);
  });

  it('is nobody who has access already, and nobody without consent or paper', async () => {
    const known = await namesOf(town.db, await town.user('cittadino'));
    const register = (changes: Record<string, string>, paper: Partial<TypedPaper> = {}) =>
      registerClient(town.db, intermediary, {
        mandateId: newId(),
        answers: { ...answersOf(uniqueCode('VRDRSO72M50'), 'altra@example.org'), ...changes },
        typed: { ...newPaper(), ...paper },
        language: 'it',
      });
    const taken = newPaper();
    const citizen = await town.user('cittadino');
    await recorded(citizen, { number: taken.number });
    for (const [outcome, field, code] of [
      [
        await register({ fiscalCode: known.fiscalCode, birthDate: '1985-12-10' }),
        'fiscalCode',
        'fiscal-code-known',
      ],
      [await register({ consent: '' }), 'consent', 'consent'],
      [await register({}, { validUntil: inDays(-3) }), 'validUntil', 'mandate-ends-before'],
      [await register({}, { number: taken.number }), 'number', 'mandate-number-taken'],
    ] as const) {
      expect(outcome).toMatchObject({ error: { code: 'invalid', faults: [{ field, code }] } });
    }
    // All of it or nothing: no access was left behind.
    expect(await town.db.select().from(users).where(eq(users.email, 'altra@example.org'))).toEqual([]);
  });
});
