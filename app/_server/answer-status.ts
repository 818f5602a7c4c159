import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ServerResponse } from 'node:http';

/**
 * The answer under way in each chain of calls. The framework bundles this module more than once; the storage is one.
 */
const kept = globalThis as { buoniSpesaAnswers?: AsyncLocalStorage<ServerResponse> };
const answers = (kept.buoniSpesaAnswers ??= new AsyncLocalStorage<ServerResponse>());

/** Lets what runs for a request know its answer (`answerWith`). Called once, before the framework serves. */
export function rememberAnswers(): void {
  const server = http.Server.prototype;
  const inherited = Reflect.get(server, 'emit') as (...given: unknown[]) => boolean;
  server.emit = function (this: http.Server, event: string | symbol, ...given: unknown[]): boolean {
    const go = (): boolean => Reflect.apply(inherited, this, [event, ...given]);
    return event === 'request' ? answers.run(given[1] as ServerResponse, go) : go();
  };
}

/** The answer under way, as long as nothing of it has gone out. */
export function answerUnderWay(): ServerResponse | null {
  const response = answers.getStore();
  return !response || response.headersSent ? null : response;
}

/**
 * Says with which status the answer under way goes out: the framework lets a form's act choose its words alone, and sends all of them as
 * 200. Whoever reads the page, with scripts or without, sees what they would have seen; machines and proxies see what it is.
 * Without an answer under way, or once it has begun, nothing happens.
 */
export function answerWith(status: number, headers: Record<string, string>): void {
  const response = answerUnderWay();
  if (!response) return;
  const inherited = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead = ((_: number, ...more: unknown[]) =>
    inherited(status, ...more)) as typeof response.writeHead;
}
