import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Outcome } from '@/commands/transaction';
import { tillByKey } from '@/db/queries/till';
import type { Actor } from '@/domain/roles';
import { database } from './database';
import { privately, problem, refusalProblem } from './problem';
import { isSameOrigin } from './same-origin';
import { actorOf, currentUser } from './session';

/** No call of the API carries more; an application's answers are a few kilobytes. */
const bodyLimit = 256 * 1024;

type Caller = Exclude<Actor, { kind: 'system' }>;

/**
 * Who calls the API: a till by its key (`Authorization: Bearer …`), or a signed-in person from our own pages. A key
 * is never a cookie, so a till's call may come from anywhere; a session's unsafe call may not.
 */
export async function callerOf(request: Request): Promise<Caller | Response> {
  const key = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (key !== undefined) {
    const till = await tillByKey(database(), createHash('sha256').update(key).digest());
    return till ?? problem(401, 'unauthenticated');
  }
  const user = await currentUser();
  if (!user) return problem(401, 'unauthenticated');
  if (user.mustChangePassword) return problem(403, 'password-change-required');
  if (request.method !== 'GET' && !isSameOrigin(request.headers)) return problem(403, 'cross-origin');
  return actorOf(user);
}

/** Answers a safe call. */
export async function read<T>(
  request: Request,
  act: (caller: Caller) => Promise<Outcome<T>>,
  write: (value: T) => object,
): Promise<Response> {
  const caller = await callerOf(request);
  if (caller instanceof Response) return caller;
  const outcome = await act(caller);
  if (!outcome.ok) return refusalProblem(outcome.error);
  return Response.json(write(outcome.value), { headers: privately });
}

/**
 * Answers an unsafe call: who calls, an `Idempotency-Key`, a body that the schema takes; then the act.
 *
 * @param status of the success, by what came of it
 */
export async function change<B, T>(
  request: Request,
  schema: z.ZodType<B>,
  act: (caller: Caller, body: B, key: string) => Promise<Outcome<T>>,
  write: (value: T) => { status: number; body: object },
): Promise<Response> {
  const caller = await callerOf(request);
  if (caller instanceof Response) return caller;
  const key = request.headers.get('idempotency-key')?.trim() ?? '';
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return problem(400, 'idempotency-key-required');
  const body = await bodyOf(request);
  if (body instanceof Response) return body;
  const parsed = schema.safeParse(body.value);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, code }) => ({ pointer: `#/${path.join('/')}`, code }));
    return problem(422, 'invalid', { errors });
  }
  const outcome = await act(caller, parsed.data, key);
  if (!outcome.ok) return refusalProblem(outcome.error);
  const { status, body: answer } = write(outcome.value);
  return Response.json(answer, { status, headers: privately });
}

/** Reads at most the limit, however long the body claims or turns out to be. */
async function bodyOf(request: Request): Promise<{ value: unknown } | Response> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > bodyLimit) return problem(413, 'too-large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return { value: {} };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return problem(400, 'malformed-json');
  }
}
