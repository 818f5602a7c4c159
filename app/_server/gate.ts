import http from 'node:http';
import { problem } from './problem';
import { tillAnswer } from './tills';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Answers, before the framework sees them, the calls of tills (`tills.ts`) and the requests on which it breaks with a 500:
 * addresses that cannot be decoded (`%zz`), and methods it does not know (`TRACE`).
 */
export function guardTheGate(): void {
  const server = http.Server.prototype;
  const inherited = Reflect.get(server, 'emit') as (...given: unknown[]) => unknown;
  server.emit = function (this: http.Server, event: string | symbol, ...given: unknown[]): boolean {
    if (event === 'request') {
      const [request, response] = given as [http.IncomingMessage, http.ServerResponse];
      const answer = refusalOf(request) ?? tillAnswer(request);
      if (answer) {
        // Who hangs up in the middle of a call is answered by nobody.
        respond(answer, response).catch(() => response.destroy());
        return true;
      }
    }
    return Reflect.apply(inherited, this, [event, ...given]) === true;
  };
}

function refusalOf({ method = '', url = '' }: http.IncomingMessage): Response | null {
  if (!methods.includes(method)) return problem('method-not-allowed', {}, { Allow: methods.join(', ') });
  const [path = ''] = url.split('?');
  if (!path.includes('%')) return null;
  try {
    decodeURIComponent(path);
    return null;
  } catch {
    return problem('malformed-address');
  }
}

/** Writes a standard answer as the server's own. */
export async function respond(
  made: Response | Promise<Response>,
  response: http.ServerResponse,
): Promise<void> {
  const answer = await made;
  const text = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(text);
}
