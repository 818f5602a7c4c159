import type { IncomingMessage } from 'node:http';
import * as submission from '@/app/api/v1/applications/[id]/submission/route';
import * as confirmation from '@/app/api/v1/holds/[id]/confirmation/route';
import * as release from '@/app/api/v1/holds/[id]/release/route';
import * as redemption from '@/app/api/v1/redemptions/[id]/route';
import * as voiding from '@/app/api/v1/redemptions/[id]/void/route';
import * as day from '@/app/api/v1/redemptions/route';
import * as holds from '@/app/api/v1/vouchers/[code]/holds/route';
import * as redemptions from '@/app/api/v1/vouchers/[code]/redemptions/route';
import * as voucher from '@/app/api/v1/vouchers/[code]/route';
import type { Method } from '@/app/_api/call';
import type { Handler } from './api';
import { bearerKey } from './bearer';
import { bodyLimit } from './body';
import { problem } from './problem';

type Route = Partial<Record<Method, Handler>>;

/** The addresses that tills call, as their calls are described, and the route file of each. */
export const tillRoutes: Record<string, Route> = {
  '/vouchers/{code}': voucher,
  '/vouchers/{code}/redemptions': redemptions,
  '/vouchers/{code}/holds': holds,
  '/holds/{id}/confirmation': confirmation,
  '/holds/{id}/release': release,
  '/redemptions': day,
  '/redemptions/{id}': redemption,
  '/redemptions/{id}/void': voiding,
};

/** What a crowd does all at once, signed in: a click-day is as many submissions as there are people. */
export const crowdRoutes: Record<string, Route> = {
  '/applications/{id}/submission': submission,
};

const addressesOf = (routes: Record<string, Route>) =>
  Object.entries(routes).map(([path, route]) => ({
    route,
    shape: new RegExp(`^/api/v1${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
  }));

const addresses = { till: addressesOf(tillRoutes), crowd: addressesOf(crowdRoutes) };

/**
 * The answer to a call that carries a till's key, or that a crowd makes, or null where the framework has to give it. Such a
 * call is known by its key or by its session: the framework's search for a page and its rendering, half of what a spend cost,
 * add nothing to it. The handlers are those of the route files, which answer everybody else; none of them asks the framework
 * who calls.
 *
 * The address must be decodable.
 */
export function directAnswer(request: IncomingMessage): Promise<Response> | null {
  const { method = '', url = '', headers } = request;
  const [path = ''] = url.split('?');
  for (const { shape, route } of addresses[bearerKey(headers.authorization) === null ? 'crowd' : 'till']) {
    const found = shape.exec(path);
    const handler = found && route[method as Method];
    if (!handler) continue;
    const params = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return handle(handler, params, request);
  }
  return null;
}

/** Whether it is a call that a crowd makes: those are taken up together, and wait for nothing before that. */
export const isCrowdsCall = (path: string): boolean => addresses.crowd.some(({ shape }) => shape.test(path));

async function handle(
  handler: Handler,
  params: Record<string, string>,
  request: IncomingMessage,
): Promise<Response> {
  const body = await bodyOf(request);
  if (body === null) return problem('too-large', {}, { Connection: 'close' });
  return handler(standardRequest(request), { params: Promise.resolve(params), body });
}

/** Null where the caller sends more than any call may carry. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left early, the request must live on, or there would be nobody to answer.
  const parts = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of parts) {
    length += chunk.length;
    if (length > bodyLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Without what it carries, which would be wrapped in a stream to be taken out of it again. */
const standardRequest = ({ method = '', url = '', headers }: IncomingMessage): Request =>
  new Request(new URL(url, 'http://here'), { method, headers: headers as Record<string, string> });
