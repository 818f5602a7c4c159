import { Server, type Locker } from '@tus/server';
import { v7 as newId, validate } from 'uuid';
import type { Actor } from '@/domain/roles';
import { privately } from '../problem';
import { AttachmentStore } from './tus-store';

/** No lock of its own: the database judges in each transaction whether a part continues the file. */
const unlocked: Locker = {
  newLock: () => ({ lock: () => Promise.resolve(), unlock: () => Promise.resolve() }),
};

/** Answers a call of the resumable upload protocol (tus 1.0) for the attachments of an application. */
export async function answerUpload(
  request: Request,
  actor: Actor,
  applicationId: string,
  path: string,
): Promise<Response> {
  const server = new Server({
    path,
    relativeLocation: true,
    // Our own pages only: no other site is told anything.
    allowedOrigins: [],
    datastore: new AttachmentStore(actor, applicationId),
    locker: unlocked,
    namingFunction: () => newId(),
    getFileIdFromRequest: (_request, lastId) => (lastId && validate(lastId) ? lastId : undefined),
  });
  const answer = await server.handleWeb(request);
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(privately)) headers.set(name, value);
  if (answer.status === 409 || answer.status === 422 || answer.status === 404) {
    headers.set('Content-Type', 'application/problem+json');
  }
  return new Response(answer.body, { status: answer.status, headers });
}
