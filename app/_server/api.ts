import { createHash } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import type { AnswerOf, BodyOf, Call, Method, ParamsOf, QueryOf } from '@/app/_api/call';
import { isUnsafe } from '@/app/_api/call';
import { callOfTill } from '@/commands/limits/till-calls';
import type { Outcome } from '@/commands/transaction';
import { isDatabaseAway } from '@/db/client';
import { isIdempotencyKey } from '@/domain/idempotency-key';
import type { Actor } from '@/domain/roles';
import { bearerKey } from './bearer';
import { jsonBody } from './body';
import { database } from './database';
import { databaseAway, privately, problem, refusalProblem } from './problem';
import { queryOf } from './query';
import { isSameOrigin } from './same-origin';
import { actorOf, userOfRequest } from './session';

type Caller = Exclude<Actor, { kind: 'system' }>;

/**
 * Who calls the API: a till by its key (`Authorization: Bearer …`), or a signed-in person from our own pages. A key
 * is never a cookie, so a till's call may come from anywhere; a session's unsafe call may not.
 */
export async function callerOf(request: Request): Promise<Caller | Response> {
  const key = bearerKey(request.headers.get('authorization'));
  if (key !== null) {
    const till = await callOfTill(database(), createHash('sha256').update(key).digest('hex'));
    return till.ok ? (till.value ?? unauthenticated()) : refusalProblem(till.error);
  }
  const user = await userOfRequest(request);
  if (!user) return unauthenticated();
  if (user.mustChangePassword) return problem('password-change-required');
  if (isUnsafe(request) && !isSameOrigin(request.headers)) return problem('cross-origin');
  return actorOf(user);
}

const unauthenticated = (): Response => problem('unauthenticated', {}, { 'WWW-Authenticate': 'Bearer' });

/** What an act is given, all of it parsed by the call's description. */
interface Given<C extends Call> {
  caller: Caller;
  params: ParamsOf<C>;
  query: QueryOf<C>;
  body: BodyOf<C>;
  /** The `Idempotency-Key` of an unsafe call. */
  key: string;
}

export type Context = {
  /** What the address holds besides what is fixed. */
  params: Promise<Record<string, string | string[] | undefined>>;
  /** What the call carries, where it was read already: the request then holds none. */
  body?: Buffer;
};

export type Handler = (request: Request, context: Context) => Promise<Response>;

interface Served {
  call: Call;
  handle: Handler;
}

/**
 * Serves a call as it is described: who calls, what the address holds, an `Idempotency-Key` and a body where it changes
 * something; then the act.
 *
 * @param write the answer to a success, checked against the description's schemas by its type
 */
export function serve<C extends Call, T, const A extends AnswerOf<C>>(
  call: C,
  act: (given: Given<C>) => Promise<Outcome<T>>,
  write: (value: T) => A,
): Served {
  const handle: Handler = async (request, context) => {
    const caller = await callerOf(request);
    if (caller instanceof Response) return caller;
    const params = call.params?.safeParse(await context.params);
    if (params?.success === false) return problem(call.unknown ?? 'not-found');
    const query = call.query?.safeParse(queryOf(request));
    if (query?.success === false) return invalidBy(query.error);
    const key = request.headers.get('idempotency-key')?.trim() ?? '';
    if (isUnsafe(call) && !isIdempotencyKey(key)) return problem('idempotency-key-required');
    const body = call.body && (await bodyBy(request, context, call.body.schema));
    if (body instanceof Response) return body;

    const given = { caller, params: params?.data ?? {}, query: query?.data ?? {}, body, key };
    const outcome = await act(given as Given<C>);
    if (!outcome.ok) return refusalProblem(outcome.error);
    const answer = write(outcome.value) as { status: number; body: object };
    return Response.json(answer.body, { status: answer.status, headers: privately });
  };
  return { call, handle };
}

/** Serves calls whose bodies are not JSON; each is described all the same. */
export const serveRaw = (calls: readonly Call[], handle: Handler): Served[] =>
  calls.map((call) => ({ call, handle }));

/**
 * The methods of a route file: those of its calls, and `method-not-allowed` with `Allow` for all others. A fault that
 * nobody foresaw is logged, and answered without its insides.
 */
export function route(...served: Served[]): Record<Method | 'OPTIONS', Handler> {
  const handlers = new Map<string, Handler>(served.map(({ call, handle }) => [call.method, handle]));
  const get = handlers.get('GET');
  if (get && !handlers.has('HEAD')) handlers.set('HEAD', get);
  const allow = { Allow: [...handlers.keys(), 'OPTIONS'].join(', ') };
  const handle: Handler = async (request, context) => {
    const handler = handlers.get(request.method);
    if (!handler) return problem('method-not-allowed', {}, allow);
    try {
      return await handler(request, context);
    } catch (fault) {
      unstable_rethrow(fault);
      console.error(fault);
      return isDatabaseAway(fault) ? databaseAway() : problem('internal-error');
    }
  };
  const options: Handler = () => Promise.resolve(new Response(null, { status: 204, headers: allow }));
  return {
    GET: handle,
    HEAD: handle,
    POST: handle,
    PUT: handle,
    PATCH: handle,
    DELETE: handle,
    OPTIONS: options,
  };
}

async function bodyBy(
  request: Request,
  { body: read }: Context,
  schema: z.ZodObject,
): Promise<object | Response> {
  const body = await jsonBody(request, read);
  if (body instanceof Response) return body;
  const parsed = schema.safeParse(body.value);
  return parsed.success ? parsed.data : invalidBy(parsed.error);
}

/** No caller reads more. */
const mostErrors = 50;

function invalidBy({ issues }: z.ZodError): Response {
  const errors = issues.slice(0, mostErrors).map(({ path, code }) => ({
    pointer: `#${path.map((step) => `/${escaped(String(step))}`).join('')}`,
    code,
  }));
  return problem('invalid', { errors });
}

/** A step of a JSON pointer (RFC 6901). */
const escaped = (step: string): string => step.replaceAll('~', '~0').replaceAll('/', '~1');
