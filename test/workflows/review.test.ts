import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annulApplication } from '../../commands/application/annul';
import { answerRequest } from '../../commands/application/answer';
import { decideApplication, type Decision } from '../../commands/application/decide';
import { signProposal } from '../../commands/application/proposal';
import { announceRejection, requestClarification } from '../../commands/application/request';
import { requestReview } from '../../commands/application/review';
import { messages } from '../../db/schema/delivery';
import type { ProgrammeRules } from '../../domain/programme/rules';
import { eventually, startEngine, type Engine } from '../support/engine';
import { keepHistory } from '../support/histories';
import { applicationOf, historyOf } from '../support/records';
import { rulesWith } from '../support/rules';
import { done, openTown, type Town, type User } from '../support/town';

let town: Town;
let engine: Engine;
let operator: User;
let responsabile: User;

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url);
  [operator, responsabile] = [await town.user('operatore'), await town.user('responsabile')];
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

async function submitted(terms: Partial<ProgrammeRules['terms']>, rules: Partial<ProgrammeRules> = {}) {
  const { slug } = await town.programme(rulesWith({ ...rules, terms }));
  const citizen = await town.user('cittadino');
  return { citizen, id: await town.submitted(citizen, slug) };
}

const kindsAbout = async (applicationId: string): Promise<string[]> => {
  const rows = await town.db.select().from(messages);
  return rows
    .filter(({ businessKey, status }) => businessKey.includes(applicationId) && status === 'inviato')
    .map(({ kind }) => kind);
};
const told = (applicationId: string, kind: string) =>
  eventually(
    () => kindsAbout(applicationId),
    (kinds) => kinds.includes(kind),
  );
const happened = (applicationId: string, kind: string) =>
  eventually(
    () => historyOf(town.db, applicationId),
    (kinds) => (kinds as string[]).includes(kind),
  );

/** Waits for the end of the procedure, whose history is kept under the path's name. */
async function ended(applicationId: string, path: string): Promise<void> {
  const handle = await engine.handle('application', applicationId);
  await eventually(
    () =>
      handle.describe().then(
        () => true,
        () => false,
      ),
    Boolean,
  );
  await handle.result();
  await keepHistory(`application-${path}`, handle);
}

const kept = async (applicationId: string, path: string): Promise<void> =>
  keepHistory(`application-${path}`, await engine.handle('application', applicationId));

const decide = (applicationId: string, decision: Decision, actor = operator) =>
  decideApplication(town.db, actor, { applicationId, decision });
const rejection: Decision = { outcome: 'respinta', reasonCodes: ['non-residente'], reason: null };
const approval: Decision = { outcome: 'approvata', amountCents: 30_000, reason: null };
const ask = (applicationId: string) =>
  requestClarification(town.db, operator, { applicationId, text: 'Manca un documento.' });
const announce = (applicationId: string) =>
  announceRejection(town.db, operator, { applicationId, reasonCodes: ['non-residente'], text: null });
const answer = (citizen: User, applicationId: string, { requestId }: { requestId: string }) =>
  answerRequest(town.db, citizen, { applicationId, requestId, text: 'Ecco.' });

describe.concurrent('a procedure', () => {
  it('stands still for a clarification and goes on with the answer', async () => {
    const { id, citizen } = await submitted({ decision: 'PT2S', decisionWarning: 'PT0.5S' });
    const request = done(await ask(id));
    await told(id, 'clarification-requested');
    // The term as it was passes while it stands still.
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    done(await answer(citizen, id, request));
    await told(id, 'clarification-received');
    expect(await kindsAbout(id)).not.toContain('decision-overdue');
    await told(id, 'decision-overdue');
    expect((await kindsAbout(id)).filter((kind) => kind === 'decision-warning')).toHaveLength(1);
    done(await decide(id, approval));
    await told(id, 'voucher-code');
    await kept(id, 'clarified');
  });

  it('reminds the citizen and goes on by itself when their term has passed', async () => {
    const { id } = await submitted({ clarification: 'PT1.5S' });
    done(await ask(id));
    await told(id, 'answer-lapsing');
    await happened(id, 'answer-lapsed');
    expect((await applicationOf(town.db, id)).phase).toBe('in istruttoria');
    done(await decide(id, rejection));
    await ended(id, 'clarification-lapsed');
  });

  it('rejects after the citizen’s observations', async () => {
    const { id, citizen } = await submitted({}, { rejectionNotice: true });
    const request = done(await announce(id));
    await told(id, 'rejection-announced');
    done(await answer(citizen, id, request));
    done(await decide(id, rejection));
    await ended(id, 'rejection-announced-observed');
  });

  it('rejects after a notice nobody answered', async () => {
    const { id } = await submitted({ observations: 'PT1S' }, { rejectionNotice: true });
    done(await announce(id));
    await happened(id, 'answer-lapsed');
    done(await decide(id, rejection));
    await ended(id, 'rejection-announced-lapsed');
  });

  it('approves with the second signature', async () => {
    const { id } = await submitted({}, { countersignAboveCents: 20_000 });
    done(await decide(id, approval));
    done(await signProposal(town.db, responsabile, { applicationId: id }));
    await told(id, 'voucher-code');
    await kept(id, 'countersigned');
  });

  it('comes back for a review, and ends when the time for another has passed', async () => {
    const { id, citizen } = await submitted({ review: 'PT3S' });
    done(await decide(id, rejection));
    done(await requestReview(town.db, citizen, { applicationId: id, text: 'Riguardate.' }));
    for (const kind of ['application-rejected', 'review-requested', 'review-received']) await told(id, kind);
    done(await decide(id, rejection, responsabile));
    await ended(id, 'reviewed');
  });

  it('ends when the office annuls it, and says so', async () => {
    const { id } = await submitted({});
    done(
      await annulApplication(town.db, operator, { applicationId: id, reasonCodes: ['doppia'], reason: null }),
    );
    await ended(id, 'annulled');
    expect(await kindsAbout(id)).toContain('application-annulled');
  });

  it('tells the responsabile when no decision has come', async () => {
    const { id } = await submitted({ decision: 'PT1S', decisionWarning: 'PT0.5S' });
    await told(id, 'decision-escalated');
    expect(await kindsAbout(id)).toEqual(
      expect.arrayContaining(['decision-warning', 'decision-overdue', 'decision-escalated']),
    );
    await kept(id, 'escalated');
  });
});
