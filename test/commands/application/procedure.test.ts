import { eq } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annulApplication } from '../../../commands/application/annul';
import { answerRequest, draftAnswer, lapseRequest } from '../../../commands/application/answer';
import { closeApplication } from '../../../commands/application/close';
import { decideApplication } from '../../../commands/application/decide';
import { noticeApplication } from '../../../commands/application/notice';
import { announceRejection, requestClarification } from '../../../commands/application/request';
import { putBack, takeInCharge } from '../../../commands/application/take';
import { beginAttachment } from '../../../commands/attachment/begin';
import { receivePart } from '../../../commands/attachment/receive';
import { removeAttachment } from '../../../commands/attachment/remove';
import { checkInvariants } from '../../../db/queries/invariants';
import { decisions } from '../../../db/schema/applications';
import { attachments } from '../../../db/schema/attachments';
import { messages } from '../../../db/schema/delivery';
import { annulments, citizenRequests } from '../../../db/schema/procedure';
import { openDecisionRow, openMessageRow, openRequestRow } from '../../../db/sealing/columns';
import { civilDate, writeDeadline } from '../../../domain/calendar';
import { roles, system } from '../../../domain/roles';
import {
  applicationOf,
  atOnce,
  expectSoundHistories,
  historyOf,
  tally,
  livingClaims,
} from '../../support/records';
import { rulesWith } from '../../support/rules';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let slug: string;
/** A programme whose requests may be answered for a moment only, and whose rejections are announced. */
let strict: string;
let operator: User;
let colleague: User;

beforeAll(async () => {
  town = await openTown(10);
  ({ slug } = await town.programme(rulesWith({ allocationCents: 100_000_000 })));
  const brief = rulesWith({
    rejectionNotice: true,
    terms: { clarification: 'PT0.05S', observations: 'PT0.05S' },
  });
  ({ slug: strict } = await town.programme(brief));
  [operator, colleague] = [await town.user('operatore'), await town.user('responsabile')];
});
afterAll(() => town.close());

async function submitted(programme = slug): Promise<{ id: string; citizen: User }> {
  const citizen = await town.user('cittadino');
  return { id: await town.submitted(citizen, programme), citizen };
}

const ask = (applicationId: string, text = 'Manca la carta d’identità.') =>
  requestClarification(town.db, operator, { applicationId, text });
const announce = (applicationId: string, reasonCodes = ['non-residente'], text: string | null = null) =>
  announceRejection(town.db, operator, { applicationId, reasonCodes, text });
const reject = (applicationId: string, actor = operator, reasonCodes = ['non-residente']) =>
  decideApplication(town.db, actor, {
    applicationId,
    decision: { outcome: 'respinta', reasonCodes, reason: null },
  });
const answer = (citizen: User, applicationId: string, requestId: string, text = 'Eccola.') =>
  answerRequest(town.db, citizen, { applicationId, requestId, text });
const requestOf = async (id: string) => {
  const [request] = await town.db.select().from(citizenRequests).where(eq(citizenRequests.id, id));
  if (!request) throw new Error('there is no such request');
  return openRequestRow(request);
};
const refusedWith = (code: string) =>
  expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) as object });
const faultAt = (field: string, code: string) => ({
  ok: false,
  error: { code: 'invalid', faults: [{ field, code }] },
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function attach(citizen: User, applicationId: string, requestId: string, kind = 'isee') {
  const reference = { applicationId, attachmentId: newId() };
  const bytes = Buffer.from('%PDF-1.4');
  const begun = await beginAttachment(town.db, citizen, {
    ...reference,
    requestId,
    kind,
    fileName: 'isee.pdf',
    declaredBytes: bytes.length,
  });
  return begun.ok
    ? { reference, receive: () => receivePart(town.db, citizen, { ...reference, offset: 0, bytes }) }
    : begun;
}

describe('a clarification', () => {
  it('waits for the citizen, and the office’s term with it', async () => {
    const { id, citizen } = await submitted();
    const before = (await applicationOf(town.db, id)).decideBy;
    const { requestId } = done(await ask(id));
    const request = await requestOf(requestId);
    expect(request).toMatchObject({
      kind: 'integrazione',
      suspends: true,
      decideBy: before,
      askedBy: operator.id,
    });
    const waiting = await applicationOf(town.db, id);
    expect(waiting.phase).toBe('integrazione richiesta');
    expect(waiting.decideBy && before && waiting.decideBy > before).toBe(true);
    expect(await reject(id)).toEqual(refusedWith('act-not-allowed'));
    expect(await ask(id)).toEqual(refusedWith('act-not-allowed'));
    done(await answer(citizen, id, requestId));
    expect(await requestOf(requestId)).toMatchObject({ answer: 'Eccola.', draft: null, lapsedAt: null });
    const after = await applicationOf(town.db, id);
    expect(after.phase).toBe('in istruttoria');
    // Asked and answered on one day: nothing of the term was spent.
    expect(after.decideBy && civilDate(after.decideBy)).toBe(before && civilDate(before));
    expect(await historyOf(town.db, id)).toEqual([
      'opened',
      'submitted',
      'clarification-requested',
      'citizen-answered',
    ]);
  });

  it('keeps the term still once only', async () => {
    const { id, citizen } = await submitted();
    done(await answer(citizen, id, done(await ask(id)).requestId));
    const { decideBy } = await applicationOf(town.db, id);
    const { requestId } = done(await ask(id, 'Manca anche altro.'));
    expect((await requestOf(requestId)).suspends).toBe(false);
    expect((await applicationOf(town.db, id)).decideBy).toEqual(decideBy);
  });

  it('says what is missing', async () => {
    const { id } = await submitted();
    expect(await ask(id, ' \n')).toEqual(faultAt('text', 'request-empty'));
    expect(await ask(id, 'a'.repeat(4001))).toEqual(faultAt('text', 'too-long'));
    expect(await historyOf(town.db, id)).toEqual(['opened', 'submitted']);
  });

  it('lapses when its term has passed, not before, and only once', async () => {
    const early = done(await ask((await submitted()).id));
    expect(await lapseRequest(town.db, early)).toEqual(refusedWith('act-not-allowed'));
    const { id, citizen } = await submitted(strict);
    const request = done(await ask(id));
    await pause(60);
    expect(await answer(citizen, id, request.requestId)).toEqual(refusedWith('request-closed'));
    expect(await draftAnswer(town.db, citizen, { applicationId: id, ...request, text: 'Ecco' })).toEqual(
      refusedWith('request-closed'),
    );
    for (let time = 0; time < 2; time++) done(await lapseRequest(town.db, request));
    expect((await applicationOf(town.db, id)).phase).toBe('in istruttoria');
    expect((await historyOf(town.db, id)).at(-1)).toBe('answer-lapsed');
    expect(await answer(citizen, id, request.requestId)).toEqual(refusedWith('request-closed'));
  });

  it('is not waited for once the application is approved, withdrawn or annulled', async () => {
    const approve = (id: string) =>
      decideApplication(town.db, operator, {
        applicationId: id,
        decision: { outcome: 'approvata', amountCents: 30_000, reason: null },
      });
    const endings: ((id: string, citizen: User) => Promise<unknown>)[] = [
      approve,
      (id, citizen) => closeApplication(town.db, citizen, { applicationId: id, as: 'withdrawn' }),
      (id) =>
        annulApplication(town.db, operator, { applicationId: id, reasonCodes: ['doppia'], reason: null }),
    ];
    for (const end of endings) {
      const { id, citizen } = await submitted();
      const { requestId } = done(await ask(id));
      expect(await end(id, citizen)).toMatchObject({ ok: true });
      expect((await requestOf(requestId)).droppedAt).not.toBeNull();
      expect(await answer(citizen, id, requestId)).toEqual(refusedWith('request-closed'));
      done(await lapseRequest(town.db, { requestId }));
    }
  });

  it('is asked for by the office alone, and answered by its citizen alone, once', async () => {
    const { id, citizen } = await submitted();
    for (const role of roles.filter((each) => !['operatore', 'responsabile', 'esercente'].includes(each))) {
      const stranger = await town.user(role);
      const input = { applicationId: id, text: 'Manca' };
      expect(await requestClarification(town.db, stranger, input)).toEqual(refusedWith('not-found'));
    }
    expect(await requestClarification(town.db, citizen, { applicationId: id, text: 'Manca' })).toEqual(
      refusedWith('not-found'),
    );
    expect(await requestClarification(town.db, system, { applicationId: id, text: 'Manca' })).toEqual(
      refusedWith('forbidden'),
    );
    const { requestId } = done(await ask(id));
    for (const other of [await town.user('cittadino'), operator, colleague]) {
      expect(await answer(other, id, requestId)).toEqual(refusedWith('not-found'));
    }
    expect(await answer(citizen, id, newId())).toEqual(refusedWith('request-closed'));
    const answers = await atOnce(5, () => answer(citizen, id, requestId));
    expect(tally(answers)).toEqual({ done: 1, refusals: Array(4).fill('request-closed') });
  });

  it('is told with the day and hour of its end', async () => {
    const { id } = await submitted();
    const { requestId } = done(await ask(id));
    const occasion = {
      notice: 'clarification-requested' as const,
      occasion: 'event-3',
      officeMail: 'u@example.org',
    };
    const { messageId } = done(await noticeApplication(town.db, { applicationId: id, ...occasion }));
    const [message] = await town.db.select().from(messages).where(eq(messages.id, messageId));
    expect(message && openMessageRow(message).params).toMatchObject({
      answerBy: writeDeadline((await requestOf(requestId)).answerBy),
    });
  });
});

describe('the documents of an answer', () => {
  it('come while the request is open, of any kind, and leave the application as it was sent', async () => {
    const { id, citizen } = await submitted();
    const { requestId } = done(await ask(id));
    const added = await attach(citizen, id, requestId);
    if (!('receive' in added)) throw new Error('refused');
    done(await added.receive());
    expect(await answer(citizen, id, requestId, '')).toMatchObject({ ok: true });
    const [row] = await town.db.select().from(attachments).where(eq(attachments.requestId, requestId));
    expect(row).toMatchObject({ applicationId: id, status: 'in controllo' });
    expect(await removeAttachment(town.db, citizen, added.reference)).toEqual(refusedWith('request-closed'));
    expect(await attach(citizen, id, requestId)).toEqual(refusedWith('request-closed'));
    const raw = town.db.delete(attachments).where(eq(attachments.id, added.reference.attachmentId));
    await expect(raw).rejects.toThrow();
  });

  it('are taken away by the citizen before, and never by others or for others', async () => {
    const [one, other] = [await submitted(), await submitted()];
    const { requestId } = done(await ask(one.id));
    expect(await attach(other.citizen, one.id, requestId)).toEqual(refusedWith('not-found'));
    expect(await attach(other.citizen, other.id, requestId)).toEqual(refusedWith('request-closed'));
    const added = await attach(one.citizen, one.id, requestId);
    if (!('receive' in added)) throw new Error('refused');
    expect(await removeAttachment(town.db, other.citizen, added.reference)).toEqual(refusedWith('not-found'));
    done(await removeAttachment(town.db, one.citizen, added.reference));
  });

  it('that had not wholly arrived go with the request; nothing at all is no answer', async () => {
    const { id, citizen } = await submitted();
    const { requestId } = done(await ask(id));
    await attach(citizen, id, requestId);
    expect(await answer(citizen, id, requestId, ' ')).toEqual(faultAt('text', 'answer-empty'));
    done(await draftAnswer(town.db, citizen, { applicationId: id, requestId, text: 'Quasi' }));
    expect((await requestOf(requestId)).draft).toBe('Quasi');
    done(await answer(citizen, id, requestId, 'Ecco'));
    expect(await town.db.select().from(attachments).where(eq(attachments.requestId, requestId))).toEqual([]);
  });
});

describe('a notice before rejection', () => {
  it('is owed where the programme says so, and must be over', async () => {
    const { id } = await submitted(strict);
    expect(await reject(id)).toEqual(refusedWith('notice-owed'));
    const request = done(await announce(id));
    expect(await reject(id)).toEqual(refusedWith('act-not-allowed'));
    await pause(60);
    done(await lapseRequest(town.db, request));
    done(await reject(id));
    expect(await historyOf(town.db, id)).toEqual([
      'opened',
      'submitted',
      'rejection-announced',
      'answer-lapsed',
      'rejected',
    ]);
  });

  it('is no clarification', async () => {
    const { id } = await submitted(strict);
    const request = done(await ask(id));
    await pause(60);
    done(await lapseRequest(town.db, request));
    expect(await reject(id)).toEqual(refusedWith('notice-owed'));
  });

  it('gives the office ten days more after observations', async () => {
    const { id, citizen } = await submitted();
    const before = (await applicationOf(town.db, id)).decideBy?.getTime() ?? 0;
    done(await answer(citizen, id, done(await announce(id)).requestId, 'Abito qui.'));
    const after = (await applicationOf(town.db, id)).decideBy?.getTime() ?? 0;
    expect(Math.round((after - before) / (24 * 60 * 60 * 1000))).toBe(10);
  });

  it('has its reasons', async () => {
    const { id } = await submitted();
    expect(await announce(id, [])).toEqual(faultAt('reasonCodes', 'choose-reason'));
    expect(await announce(id, ['antipatia'])).toEqual(faultAt('reasonCodes', 'choose-reason'));
    expect(await announce(id, ['altro'], ' ')).toEqual(faultAt('reason', 'required'));
    const { requestId } = done(await announce(id, ['altro', 'liquidita'], 'Ha venduto una casa.'));
    expect((await requestOf(requestId)).reasonCodes).toEqual(['liquidita', 'altro']);
  });
});

describe('a rejection', () => {
  it('is by codes, words or both', async () => {
    const { id } = await submitted();
    expect(await reject(id, operator, [])).toEqual(faultAt('reasonCodes', 'choose-reason'));
    done(await reject(id, operator, ['liquidita', 'non-residente']));
    const [decision] = await town.db.select().from(decisions).where(eq(decisions.applicationId, id));
    expect(decision).toMatchObject({
      reasonCodes: ['non-residente', 'liquidita'],
      reason: null,
      reviewUntil: null,
    });
    const words = (await submitted()).id;
    const decision2 = { outcome: 'respinta' as const, reason: 'Solo parole' };
    done(await decideApplication(town.db, operator, { applicationId: words, decision: decision2 }));
    const [worded] = await town.db.select().from(decisions).where(eq(decisions.applicationId, words));
    expect(worded && openDecisionRow(worded)).toMatchObject({
      reasonCodes: ['altro'],
      reason: 'Solo parole',
    });
  });
});

describe('an annulment', () => {
  it('ends the application with its reasons and lets the household go', async () => {
    const { id } = await submitted();
    const annul = (reasonCodes: string[], actor: User = operator) =>
      annulApplication(town.db, actor, { applicationId: id, reasonCodes, reason: null });
    expect(await annul([])).toEqual(faultAt('reasonCodes', 'choose-reason'));
    expect(await annul(['altro'])).toEqual(faultAt('reason', 'required'));
    expect(await annul(['doppia'], await town.user('cittadino'))).toEqual(refusedWith('not-found'));
    done(await annul(['doppia']));
    expect((await applicationOf(town.db, id)).status).toBe('annullata');
    expect(await livingClaims(town.db, id)).toEqual([]);
    const [row] = await town.db.select().from(annulments).where(eq(annulments.applicationId, id));
    expect(row).toMatchObject({ reasonCodes: ['doppia'], annulledBy: operator.id });
    expect(await annul(['doppia'])).toEqual(refusedWith('act-not-allowed'));
  });
});

describe('two people on one application', () => {
  it('the second is refused with what they saw, whatever they do, and nothing is written', async () => {
    const { id, citizen } = await submitted();
    const { eventNumber: seen } = await applicationOf(town.db, id);
    done(await takeInCharge(town.db, operator, { applicationId: id }));
    const onCase = { applicationId: id, seen };
    const stale = { ok: false, error: { code: 'changed-meanwhile', seen } };
    const decision = { outcome: 'approvata' as const, amountCents: 30_000, reason: null };
    for (const outcome of [
      await decideApplication(town.db, colleague, { ...onCase, decision }),
      await requestClarification(town.db, colleague, { ...onCase, text: 'Manca' }),
      await announceRejection(town.db, colleague, { ...onCase, reasonCodes: ['liquidita'], text: null }),
      await annulApplication(town.db, colleague, { ...onCase, reasonCodes: ['doppia'], reason: null }),
      await putBack(town.db, colleague, onCase),
    ]) {
      expect(outcome).toEqual(stale);
    }
    // To whom it is not, it does not exist, stale or not.
    expect(await putBack(town.db, citizen, onCase)).toEqual(refusedWith('not-found'));
    done(await putBack(town.db, colleague, { applicationId: id, seen: seen + 1 }));
    expect(await applicationOf(town.db, id)).toMatchObject({ phase: 'da istruire', operatorId: null });
    expect(await putBack(town.db, colleague, { applicationId: id })).toEqual(refusedWith('act-not-allowed'));
  });
});

it('leaves only sound histories and data', async () => {
  await expectSoundHistories(town.db);
  const reports = await checkInvariants(town.db);
  expect(reports.filter(({ faults }) => faults.length > 0)).toEqual([]);
});
