import { and, asc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applicationFile } from '../../db/queries/application-file';
import { letterOf } from '../../db/queries/letter';
import { requestsOn } from '../../db/queries/procedure';
import { waitEnded } from '../../db/queries/waiting-list';
import { users } from '../../db/schema/people';
import { writeRegistration } from '../../domain/application/registration';
import { writeDay, writeDeadline, writeMoment } from '../../domain/calendar';
import type { MessageParams } from '../../domain/messages';
import { applicationNotices, untoldWhile, type ApplicationNotice } from '../../domain/notices';
import { lastClosing } from '../../domain/programme/terms';
import { calledName } from '../../domain/person-name';
import { ok, refused } from '../../domain/result';
import { postMessage, queueMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';

/** All that an application's messages may speak of. */
type Facts = NonNullable<Awaited<ReturnType<typeof factsOf>>>;

/**
 * Queues a message of an application's workflow, once for each occasion.
 *
 * Refusals: `not-found`; `act-not-allowed` (the voucher is in a state in which this is not told, or it was told in other
 * words).
 *
 * @param input.occasion tells apart messages of one kind that may be sent more than once (e.g. the notice's instant)
 * @param input.officeMail where the office reads its own messages
 */
export async function noticeApplication(
  db: Queryable,
  input: { applicationId: string; notice: ApplicationNotice; occasion: string; officeMail: string },
): Promise<Outcome<{ messageId: string }>> {
  const { applicationId, notice, occasion } = input;
  return transact(db, async (tx) => {
    const facts = await factsOf(tx, applicationId);
    if (!facts) return refused({ code: 'not-found' });
    if (facts.voucher && untoldWhile[notice]?.includes(facts.voucher.status)) {
      return refused({ code: 'act-not-allowed' });
    }
    // Whose wait ended with the programme was told so; a second mail would speak of a reason that the page does not have.
    if (notice === 'application-annulled' && (await waitEnded(tx, applicationId))) {
      return refused({ code: 'act-not-allowed' });
    }
    const recipients = {
      citizen: mailOf(facts),
      mobile: facts.voucher?.mobile ?? '',
      office: input.officeMail,
      responsabile: (await responsabileMail(tx)) ?? input.officeMail,
    };
    return ok(
      await queueMessage(tx, {
        kind: notice,
        recipient: recipients[applicationNotices[notice]],
        params: params[notice](facts),
        businessKey: `${notice}:${applicationId}:${occasion}`,
      }),
    );
  });
}

/** Tells a citizen, in the caller's transaction, that the waiting list of a closed programme has ended for them. */
export async function postEndOfWaiting(tx: Queryable, applicationId: string): Promise<void> {
  const facts = await factsOf(tx, applicationId);
  if (!facts) throw new Error('the application is gone');
  await postMessage(tx, {
    kind: 'waiting-list-ended',
    recipient: mailOf(facts),
    params: named(facts),
    businessKey: `waiting-list-ended:${applicationId}`,
  });
}

const params: { [N in ApplicationNotice]: (facts: Facts) => MessageParams[N] } = {
  'draft-reminder': (facts) => ({
    ...addressed(facts),
    programme: facts.programme.name,
    closesOn: writeDay(lastClosing(facts.rules)),
  }),
  'submission-receipt': (facts) => ({
    ...addressed(facts),
    programme: facts.programme.name,
    registration: registrationOf(facts),
    registeredAt: facts.registration ? writeMoment(facts.registration.registeredAt) : '',
    decideBy: decideBy(facts),
  }),
  'voucher-code': (facts) => ({
    programme: facts.programme.name,
    code: facts.voucher?.code ?? '',
    amountCents: facts.voucher?.issuedCents ?? 0,
    expiresOn: expiresOn(facts),
  }),
  'application-waiting': (facts) => named(facts),
  'voucher-code-again': (facts) => voucherParams(facts),
  'voucher-code-new': (facts) => voucherParams(facts),
  'voucher-expiring': (facts) => voucherParams(facts),
  'voucher-extended': (facts) => ({ balanceCents: facts.balanceCents ?? 0, expiresOn: expiresOn(facts) }),
  'voucher-blocked': (facts) => named(facts),
  'approval-revoked': (facts) => named(facts),
  'application-rejected': (facts) => named(facts),
  'application-approved': (facts) => ({ ...named(facts), amountCents: facts.approvedCents }),
  'decision-warning': (facts) => officeParams(facts),
  'decision-overdue': (facts) => officeParams(facts),
  'decision-escalated': (facts) => officeParams(facts),
  'clarification-requested': (facts) => askedParams(facts),
  'rejection-announced': (facts) => askedParams(facts),
  'answer-lapsing': (facts) => askedParams(facts),
  'clarification-received': (facts) => officeParams(facts),
  'application-annulled': (facts) => named(facts),
  'review-requested': (facts) => officeParams(facts),
  'review-received': (facts) => ({ ...named(facts), decideBy: decideBy(facts) }),
};

const mailOf = ({ application, citizen }: Facts): string =>
  application.form?.values['contacts.email'] ?? citizen.email;

const addressed = ({ application, citizen }: Facts) => ({
  givenName: calledName(citizen.givenName, citizen.familyName),
  applicationId: application.id,
});

const voucherParams = (facts: Facts) => ({
  code: facts.voucher?.code ?? '',
  balanceCents: facts.balanceCents ?? 0,
  expiresOn: expiresOn(facts),
});

const named = (facts: Facts) => ({
  ...addressed(facts),
  programme: facts.programme.name,
  registration: registrationOf(facts),
});

const askedParams = (facts: Facts) => ({
  ...named(facts),
  answerBy: facts.lastRequest ? writeDeadline(facts.lastRequest.answerBy) : '',
});

const officeParams = (facts: Facts) => ({
  registration: registrationOf(facts),
  applicationId: facts.application.id,
  decideBy: decideBy(facts),
});

const registrationOf = ({ registration }: Facts): string =>
  registration ? writeRegistration(registration) : '';
const decideBy = ({ application }: Facts): string =>
  application.decideBy ? writeDay(application.decideBy) : '';
const expiresOn = ({ voucher }: Facts): string => (voucher ? writeDay(voucher.expiresAt) : '');

async function factsOf(tx: Queryable, applicationId: string) {
  const file = await applicationFile(tx, applicationId);
  if (!file) return null;
  const [citizen] = await tx.select().from(users).where(eq(users.id, file.application.citizenId));
  const lastRequest = (await requestsOn(tx, applicationId)).at(-1) ?? null;
  const letter = await letterOf(tx, applicationId);
  return citizen ? { ...file, citizen, lastRequest, approvedCents: letter?.amountCents ?? 0 } : null;
}

/** Who answers for the office: the first of them by seniority. */
export async function responsabileMail(tx: Queryable): Promise<string | null> {
  const [first] = await tx
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.role, 'responsabile'), users.active))
    .orderBy(asc(users.createdAt), asc(users.id))
    .limit(1);
  return first?.email ?? null;
}
