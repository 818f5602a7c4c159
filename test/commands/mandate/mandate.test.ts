import { eq, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveDraft } from '../../../commands/application/save';
import { submitApplication } from '../../../commands/application/submit';
import { takeOver } from '../../../commands/application/take-over';
import { openByMandate } from '../../../commands/mandate/compile';
import { endMandate, keepMandate, type TypedMandate } from '../../../commands/mandate/record';
import { filedApplication } from '../../../db/queries/application-file';
import { compiledByMandate, mandatesOf, ownMandate } from '../../../db/queries/filed-for';
import { mandates, organisations } from '../../../db/schema/filed-for';
import { messages } from '../../../db/schema/delivery';
import { civilDate } from '../../../domain/calendar';
import { mandateState } from '../../../domain/mandate/mandate';
import { channels } from '../../../domain/programme/rules';
import { wholeAnswers } from '../../../scripts/demo/answers';
import { namesOf } from '../../support/pin';
import { applicationOf } from '../../support/records';
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

const mandateOf = async (citizen: User, changes: Partial<TypedMandate> = {}): Promise<TypedMandate> => {
  const { email: _, ...names } = await namesOf(town.db, citizen);
  return {
    ...names,
    number: `${++numbers}/2026`,
    scope: 'Domanda di buoni spesa',
    signedOn: inDays(-1),
    validFrom: inDays(-1),
    validUntil: inDays(30),
    proof: 'dichiarata',
    ...changes,
  };
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

  it('leaves the draft to the citizen who goes on with it', async () => {
    const citizen = await town.user('cittadino');
    const mandateId = await recorded(citizen);
    const { applicationId } = done(await compile(mandateId));
    done(await takeOver(town.db, citizen, { applicationId }));
    expect(await fill(applicationId)).toMatchObject({ error: { code: 'taken-over' } });
    expect(await compile(mandateId)).toMatchObject({ error: { code: 'in-other-hands' } });
    expect(await compiledByMandate(town.db, mandateId)).toEqual([]);
  });

  it('is valid on its last day, and not after', () => {
    const mandate = { validFrom: '2026-01-01', validUntil: '2026-01-31', endedAt: null };
    expect(
      ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01'].map((day) => mandateState(mandate, day)),
    ).toEqual(['future', 'valid', 'valid', 'ended']);
  });
});
