import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/**
 * What somebody did from which all of this follows, as a W3C `traceparent`: `00-{32 hexadecimal digits}-{16}-{2}`. The first
 * number is the correlation id, which the caller is told and logs are searched by. It names nobody.
 */
export type Trace = string;

/** The framework bundles this module more than once; the storage is one. */
const kept = globalThis as { buoniSpesaTrace?: AsyncLocalStorage<Trace> };
const traces = (kept.buoniSpesaTrace ??= new AsyncLocalStorage<Trace>());

/** The trace of what is under way in this chain of calls; null outside any. */
export const currentTrace = (): Trace | null => traces.getStore() ?? null;

/** Does something as part of a trace: what it logs, and what it tells workflows, carries it. */
export const within = <T>(trace: Trace, act: () => T): T => traces.run(trace, act);

/** The correlation id of a trace. */
export const traceId = (trace: Trace): string => trace.slice(3, 35);

const traceparent = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const requestId = /^(?!0{32})[0-9a-f]{32}$/;

/** What a caller can say of itself in its headers. */
type Headers = Record<string, string | string[] | undefined>;

/**
 * The trace that a request says it belongs to, by `traceparent`, or by an `X-Request-Id` that is 32 hexadecimal digits or a
 * uuid; null where it says neither. Whatever else stands there is no id of ours and is not repeated anywhere.
 */
export function traceSaid(headers: Headers): Trace | null {
  const parent = headers['traceparent'];
  if (typeof parent === 'string' && traceparent.test(parent)) return parent;
  const id = headers['x-request-id'];
  const plain = typeof id === 'string' ? id.replaceAll('-', '').toLowerCase() : '';
  return requestId.test(plain) ? newTrace(plain) : null;
}

/** A trace that begins here, with a given correlation id or its own; whoever records spans may record it (flags `01`). */
export function newTrace(id?: string): Trace {
  // Drawn many at a time by the platform: ten times as cheap as random bytes, for every request.
  return `00-${id ?? hexadecimal()}-${hexadecimal().slice(16)}-01`;
}

const hexadecimal = (): string => randomUUID().replaceAll('-', '');
