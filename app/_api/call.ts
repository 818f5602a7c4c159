import type { z } from 'zod';
import type { ProblemCode } from '@/app/_server/problem';
import type { RefusalCode } from '@/domain/refusal';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: a shop (by a till's key, or signed in), a citizen who is signed in, anybody. */
export type Audience = 'shop' | 'citizen' | 'anybody';

/** A schema under the name it has in the document, with an example that the document shows. */
export interface Shape<S extends z.ZodType = z.ZodType> {
  name: string;
  schema: S;
  example: z.input<S>;
}

/** What a success answers; without a shape, headers alone. */
export interface Answer {
  when: string;
  body?: Shape;
  /** What each of its own headers says. */
  headers?: Record<string, string>;
}

/**
 * A call of the API, described once: its schemas parse what comes in and type what goes out, and the OpenAPI document
 * is written from it.
 */
export interface Call {
  /** The document's `operationId`. */
  id: string;
  method: Method;
  /** Below `/api/v1`, with its parameters in braces. */
  path: `/${string}`;
  tag: string;
  audience: Audience;
  summary: string;
  description?: string;
  /** What the address holds; what does not fit it is refused as `unknown`. */
  params?: z.ZodObject;
  /** The refusal of an address that cannot be one. */
  unknown?: ProblemCode;
  query?: z.ZodObject;
  body?: Shape<z.ZodObject>;
  /** Headers and body of a call that carries something else than JSON. */
  raw?: { headers: z.ZodObject; mediaType?: string };
  answers: Record<number, Answer>;
  /** What the act behind it may refuse; what every call of its kind may refuse is added to it. */
  refusals: readonly ProblemCode[];
}

type Parsed<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;
type Optional<C, K extends string> = C extends Record<K, infer S> ? S : undefined;

export type ParamsOf<C extends Call> = Parsed<Optional<C, 'params'>, Record<string, never>>;
export type QueryOf<C extends Call> = Parsed<Optional<C, 'query'>, Record<string, never>>;
export type BodyOf<C extends Call> = C extends { body: Shape<infer S> } ? z.output<S> : undefined;

/** The answers a call may give, each status with its body. */
export type AnswerOf<C extends Call> = {
  [S in keyof C['answers']]: C['answers'][S] extends { body: Shape<infer B> }
    ? { status: S; body: z.input<B> }
    : { status: S };
}[keyof C['answers']];

/** Whether a call changes something, and so takes an `Idempotency-Key`. */
export const isUnsafe = ({ method }: { method: string }): boolean => method !== 'GET' && method !== 'HEAD';

/** Keeps a call's exact type while checking it against the general one. */
export const describe = <const C extends Call>(call: C): C => call;

/** Every code with which a call may be refused. */
export function problemsOf(call: Call): ProblemCode[] {
  const codes: ProblemCode[] = [...call.refusals, 'internal-error'];
  if (call.audience !== 'anybody') codes.push('unauthenticated', 'password-change-required');
  if (call.audience === 'shop') codes.push(...shopRefusals);
  if (call.params) codes.push(call.unknown ?? 'not-found', 'malformed-address');
  if (call.query) codes.push('invalid');
  if (isUnsafe(call)) codes.push('cross-origin');
  if (isUnsafe(call) && !call.raw)
    codes.push(
      'idempotency-key-required',
      'malformed-json',
      'unsupported-media-type',
      'too-large',
      'invalid',
    );
  return [...new Set(codes)];
}

const shopRefusals = ['forbidden', 'too-many-requests'] as const satisfies readonly RefusalCode[];
