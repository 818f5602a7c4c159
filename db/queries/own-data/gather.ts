import { asc, eq } from 'drizzle-orm';
import type { Actor } from '../../../domain/roles';
import type { Queryable } from '../../client';
import { consentAcceptances } from '../../schema/consents';
import { users } from '../../schema/people';
import { tickets } from '../../schema/tickets';
import { readableAttachment } from '../attachments';
import { viewDays } from '../audit';
import { citizenApplications } from '../citizen';
import { ticketByCode } from '../tickets/file';
import { accessData, doneForThem } from './accesses';
import { applicationData } from './application';
import { messagesTo } from './messages';
import { inRegisters } from './registers';
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
  for (const { id } of listed) applications.push(await applicationData(db, person, id));
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
    registers: await inRegisters(
      db,
      person,
      applications.flatMap(({ members }) => members),
    ),
    messages: await messagesTo(db, userId),
    access: await accessData(db, userId),
    doneForThem: await doneForThem(db, userId),
  };
}

async function ticketData(db: Queryable, code: string) {
  const found = await ticketByCode(db, code);
  if (!found) throw new Error('a request for help is gone');
  const { id, name, phone, email, status, createdAt } = found.ticket;
  const conversation = found.conversation.map(({ author, body, at, file }) => ({
    author,
    body,
    at,
    file: file && { fileName: file.fileName, status: file.status },
  }));
  return { code, name, phone, email, status, createdAt, conversation, looks: await viewDays(db, id) };
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
