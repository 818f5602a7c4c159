import { Server, type Locker } from '@tus/server';
import { v7 as newId, validate } from 'uuid';
import { uuid } from '@/app/api/v1/uuid';
import { callerOf, type Context } from '../api';
import { privately, problem, type ProblemCode } from '../problem';
import { AttachmentStore } from './tus-store';

/** No lock of its own: the database judges in each transaction whether a part continues the file. */
const unlocked: Locker = {
  newLock: () => ({ lock: () => Promise.resolve(), unlock: () => Promise.resolve() }),
};

/** Answers a call of the resumable upload protocol (tus 1.0) for the attachments of an application. */
export async function answerUpload(request: Request, context: Context): Promise<Response> {
  const actor = await callerOf(request);
  if (actor instanceof Response) return actor;
  const applicationId = uuid(String((await context.params).id));
  const path = `/api/v1/applications/${applicationId}/attachments`;
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
  if (answer.status >= 400) return problemOf(answer);
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(privately)) headers.set(name, value);
  // Successes speak by their headers.
  headers.delete('Content-Type');
  return new Response(null, { status: answer.status, headers });
}

/** What the protocol's own faults are called; its handlers tell them in words, and would tell our own insides. */
const faults: Record<number, ProblemCode> = {
  400: 'upload-malformed',
  403: 'upload-malformed',
  404: 'not-found',
  409: 'wrong-offset',
  410: 'not-found',
  412: 'upload-version',
  413: 'too-large',
  // Extensions that are not there: lengths told later, files sent in pieces side by side.
  501: 'upload-malformed',
};

/** A refused upload as a problem document, whoever refused it. */
async function problemOf(answer: Response): Promise<Response> {
  const text = await answer.text();
  // Ours are problem documents already, handed through the protocol's handlers as text.
  if (text.startsWith('{')) {
    return new Response(text, {
      status: answer.status,
      headers: { 'Content-Type': 'application/problem+json', ...privately },
    });
  }
  const code = faults[answer.status];
  if (code === undefined) {
    console.error(text);
    return problem('internal-error');
  }
  return problem(code);
}
