import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { applicationFile } from '../../db/queries/application-file';
import { letterOf } from '../../db/queries/letter';
import { users } from '../../db/schema/people';
import { writeRegistration } from '../../domain/application/registration';
import { writeDay, writeMoment } from '../../domain/calendar';
import type { MessageParams } from '../../domain/messages';
import { applicationNotices, type ApplicationNotice } from '../../domain/notices';
import { lastClosing } from '../../domain/programme/terms';
import { calledName } from '../../domain/person-name';
import { ok, refused } from '../../domain/result';
import { queueMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';

/** All that an application's messages may speak of. */
type Facts = NonNullable<Awaited<ReturnType<typeof factsOf>>>;

/**
 * Queues a message of an application's workflow, once for each occasion.
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
    const recipients = {
      citizen: facts.application.form?.values['contacts.email'] ?? facts.citizen.email,
      mobile: facts.voucher?.mobile ?? '',
      office: input.officeMail,
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
  'voucher-expiring': (facts) => ({
    code: facts.voucher?.code ?? '',
    balanceCents: facts.balanceCents ?? 0,
    expiresOn: expiresOn(facts),
  }),
  'application-rejected': (facts) => ({
    ...addressed(facts),
    programme: facts.programme.name,
    registration: registrationOf(facts),
  }),
  'application-approved': (facts) => ({
    ...addressed(facts),
    programme: facts.programme.name,
    registration: registrationOf(facts),
    amountCents: facts.approvedCents,
  }),
  'decision-warning': (facts) => officeParams(facts),
  'decision-overdue': (facts) => officeParams(facts),
};

const addressed = ({ application, citizen }: Facts) => ({
  givenName: calledName(citizen.givenName, citizen.familyName),
  applicationId: application.id,
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
  const letter = await letterOf(tx, applicationId);
  return citizen ? { ...file, citizen, approvedCents: letter?.amountCents ?? 0 } : null;
}
