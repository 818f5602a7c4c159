import pino, { type Logger } from 'pino';
import { withoutPersonalData } from './domain/redaction';
import { currentTrace, traceId } from './tracing/trace';

/** What hangs on a fault or an argument and may hold what people typed. */
const unlogged = new Set([
  'params',
  'parameters',
  'detail',
  'where',
  'internalQuery',
  'query',
  'body',
  'answers',
]);

const deepest = 4;
const longest = 2_000;

/**
 * What may be written of a value: nothing that names a person, no parameters of a query. Of a fault of the database only
 * its code and what it is about, since its words repeat values.
 */
export function loggable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutPersonalData(value).slice(0, longest);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value;
  if (depth > deepest) return '[deep]';
  if (value instanceof Error) return loggableFault(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (Array.isArray(value)) return value.slice(0, 20).map((each) => loggable(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      unlogged.has(name) ? '[not logged]' : loggable(each, depth + 1),
    ]),
  );
}

function loggableFault(fault: Error, depth: number): Record<string, unknown> {
  const { code, constraint, table, digest, cause } = fault as Error & Record<string, unknown>;
  return {
    type: fault.name,
    message: loggable(messageOf(fault)),
    ...Object.fromEntries(Object.entries({ code, constraint, table, digest }).filter(([, each]) => each)),
    // Its first lines repeat the message.
    stack: fault.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause !== undefined && { cause: loggable(cause, depth + 1) }),
  };
}

/** The words of PostgreSQL repeat values; its code and constraint say enough. */
const messageOf = (fault: Error): string =>
  'severity' in fault && 'routine' in fault ? 'PostgreSQL refused' : fault.message;

/** In milliseconds: a line that may wait is written at the latest after so long. */
const flushEvery = 1_000;

/**
 * The log of a process: JSON lines on its output, each with the correlation id of the act it belongs to.
 *
 * @param mayWait for a line of each request, so that nobody in a crowd waits for the disk: lines are written together, and the
 * last second of them is lost where the process is killed
 */
export const openLog = (role: string, mayWait = false): Logger =>
  pino(
    {
      base: { role },
      mixin: () => {
        const trace = currentTrace();
        return trace === null ? {} : { trace: traceId(trace) };
      },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((each) => loggable(each)) as typeof args);
        },
      },
    },
    pino.destination(mayWait ? { sync: false, minLength: 4_096, periodicFlush: flushEvery } : { sync: true }),
  );

/** Sends what others print as errors and warnings (the framework prints every fault of a page) through the log. */
export function redirectConsole(log: Logger): void {
  const words = (args: unknown[]) =>
    args.map((each) => (typeof each === 'string' ? each : JSON.stringify(loggable(each)))).join(' ');
  console.error = (...args: unknown[]) => log.error(words(args));
  console.warn = (...args: unknown[]) => log.warn(words(args));
}
