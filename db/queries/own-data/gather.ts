import { asc, eq } from 'drizzle-orm';
import { writeRegistration } from '../../../domain/application/registration';
import type { Actor } from '../../../domain/roles';
import type { Queryable } from '../../client';
import { consentAcceptances } from '../../schema/consents';
import { users } from '../../schema/people';
import { tickets } from '../../schema/tickets';
import { applicationFile, decisionsOn, eventsOf } from '../application-file';
import { attachmentsOn, readableAttachment } from '../attachments';
import { viewDays } from '../audit';
import { citizenApplications } from '../citizen';
import { requestsOn } from '../procedure';
import { statementOf } from '../statement';
import { ticketByCode } from '../tickets/file';
import { requestsOf } from './requests';

/** All that is known of a person under their account, as they may take it away. */
export type PersonalData = Awaited<ReturnType<typeof gatherPersonalData>>;

type Applicant = Extract<Actor, { kind: 'user' }>;

/** Gathers a person's data, read as their pages read it. Throws where there is no such person. */
export async function gatherPersonalData(db: Queryable, userId: string) {
  const [person] = await db.select().from(users).where(eq(users.id, userId));
  if (!person) throw new Error('no such person');
  const { passwordHash: _, sessionVersion: _version, ...account } = person;
  const listed = await citizenApplications(db, userId, {});
  const own = await db
    .select({ code: tickets.code })
    .from(tickets)
    .where(eq(tickets.userId, userId))
    .orderBy(asc(tickets.createdAt));
  const applications: Awaited<ReturnType<typeof applicationData>>[] = [];
  for (const { id } of listed) applications.push(await applicationData(db, id));
  const helpRequests: Awaited<ReturnType<typeof ticketData>>[] = [];
  for (const { code } of own) helpRequests.push(await ticketData(db, code));
  return {
    account,
    consents: await db
      .select({
        kind: consentAcceptances.kind,
        version: consentAcceptances.version,
        channel: consentAcceptances.channel,
        acceptedAt: consentAcceptances.acceptedAt,
      })
      .from(consentAcceptances)
      .where(eq(consentAcceptances.userId, userId))
      .orderBy(asc(consentAcceptances.acceptedAt)),
    applications,
    helpRequests,
    requests: await requestsOf(db, userId),
  };
}

async function applicationData(db: Queryable, id: string) {
  const file = await applicationFile(db, id);
  if (!file) throw new Error('an application is gone');
  const { application, programme, registration, voucher, balanceCents } = file;
  return {
    id,
    programme: programme.name,
    channel: application.channel,
    status: application.status,
    phase: application.phase,
    registration: registration && writeRegistration(registration),
    registeredAt: registration?.registeredAt ?? null,
    answers: application.answers,
    events: await eventsOf(db, id),
    decisions: (await decisionsOn(db, id)).map(({ outcome, amountCents, reason, decidedAt }) => ({
      outcome,
      amountCents,
      reason,
      decidedAt,
    })),
    requests: (await requestsOn(db, id)).map(({ kind, text, askedAt, answer, answeredAt }) => ({
      kind,
      text,
      askedAt,
      answer,
      answeredAt,
    })),
    attachments: (await attachmentsOn(db, id)).map(({ id: file, kind, fileName, status, createdAt }) => ({
      id: file,
      kind,
      fileName,
      status,
      createdAt,
    })),
    voucher: voucher && {
      code: voucher.code,
      status: voucher.status,
      issuedCents: voucher.issuedCents,
      balanceCents,
      mobile: voucher.mobile,
      issuedAt: voucher.issuedAt,
      expiresAt: voucher.expiresAt,
      movements: await statementOf(db, voucher.id),
    },
    looks: await viewDays(db, id),
  };
}

async function ticketData(db: Queryable, code: string) {
  const found = await ticketByCode(db, code);
  if (!found) throw new Error('a request for help is gone');
  const { name, phone, email, status, createdAt } = found.ticket;
  const conversation = found.conversation.map(({ author, body, at }) => ({ author, body, at }));
  return { code, name, phone, email, status, createdAt, conversation };
}

/** Where the clean copy of a document the person gave lies, as they themselves may read it; null where there is none. */
export const givenDocument = (
  db: Queryable,
  userId: string,
  reference: { applicationId: string; attachmentId: string },
) => {
  const person: Applicant = { kind: 'user', id: userId, role: 'cittadino', merchantId: null };
  return readableAttachment(db, person, reference);
};
