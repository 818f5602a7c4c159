import { eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client';
import { ownDataRequests } from '../../db/schema/own-data';
import { users } from '../../db/schema/people';
import { writeDay } from '../../domain/calendar';
import type { MessageParams } from '../../domain/messages';
import { ownDataNotices, type OwnDataNotice } from '../../domain/notices';
import { calledName } from '../../domain/person-name';
import { ok, refused } from '../../domain/result';
import { responsabileMail } from '../application/notice';
import { queueMessage } from '../message/queue';
import { transact, type Outcome } from '../transaction';
import type { OwnDataRequest } from './case';

/**
 * Queues a message about a request, once for each occasion.
 *
 * Refusals: `not-found`; `act-not-allowed` (there is no copy to take any more, or nobody to write to).
 */
export async function noticeOwnData(
  db: Queryable,
  input: { requestId: string; notice: OwnDataNotice; occasion: string; officeMail: string },
): Promise<Outcome<{ messageId: string }>> {
  const { requestId, notice, occasion } = input;
  return transact(db, async (tx) => {
    const [found] = await tx
      .select({ request: ownDataRequests, person: users })
      .from(ownDataRequests)
      .innerJoin(users, eq(users.id, ownDataRequests.citizenId))
      .where(eq(ownDataRequests.id, requestId));
    if (!found) return refused({ code: 'not-found' });
    const params = paramsOf[notice](
      found.request,
      calledName(found.person.givenName, found.person.familyName),
    );
    const recipient =
      ownDataNotices[notice] === 'citizen'
        ? found.person.email
        : ((await responsabileMail(tx)) ?? input.officeMail);
    if (params === null || recipient === '') return refused({ code: 'act-not-allowed' });
    const businessKey = `${notice}:${requestId}:${occasion}`;
    return ok(await queueMessage(tx, { kind: notice, recipient, params, businessKey }));
  });
}

const toOffice = ({ id, answerBy }: OwnDataRequest) => ({ requestId: id, answerBy: writeDay(answerBy) });

const paramsOf: {
  [N in OwnDataNotice]: (request: OwnDataRequest, givenName: string) => MessageParams[N] | null;
} = {
  'own-data-ready': ({ expiresAt }, givenName) => expiresAt && { givenName, expiresOn: writeDay(expiresAt) },
  'own-data-received': ({ answerBy }, givenName) => ({ givenName, answerBy: writeDay(answerBy) }),
  'own-data-extended': ({ answerBy }, givenName) => ({ givenName, answerBy: writeDay(answerBy) }),
  'own-data-decided': ({ kind, outcome }, givenName) => ({
    givenName,
    ...(kind === 'erasure' && outcome === 'accolta' && { erases: true }),
  }),
  'own-data-to-decide': toOffice,
  'own-data-due': toOffice,
  'own-data-overdue': toOffice,
};
