import { environment } from '@/env';
import { openLog } from '@/log';
import { beginSpan } from '@/tracing/spans';
import { traceId, traceSaid, within } from '@/tracing/trace';
import { metrics } from '../metrics';
import { beforeHead } from './before-head';
import { routeNames } from './routes';
import type { Caller } from './turn-away';

/** What pages are made of: files that are the same for everybody, and kept by caches. */
const isAsset = (path: string): boolean => path.startsWith('/_next/');

/**
 * Lets a request be seen from outside: it is told its correlation id (`X-Request-Id`), all that is done for it carries it, and when
 * it has been answered it is a line of the log, a measurement and a span. They name its route, never its address.
 */
export function openAttendance() {
  const { NODE_ENV, METRICS_TOKEN } = environment();
  const log = NODE_ENV === 'production' ? openLog('web', true) : null;
  const measured = METRICS_TOKEN === undefined ? null : metrics();
  const routeOf = routeNames();
  return ({ request, response, path }: Caller, go: () => void): void => {
    if (isAsset(path)) return go();
    const { method = '' } = request;
    const route = routeOf(path);
    const span = beginSpan(`${method} ${route}`, 'server', traceSaid(request.headers));
    response.setHeader('X-Request-Id', traceId(span.trace));
    const begun = performance.now();
    measured?.underWay.inc();
    let status = hungUp;
    beforeHead(response, (sent) => (status = sent));
    response.once('close', () => {
      const ms = performance.now() - begun;
      measured?.underWay.dec();
      measured?.requests.observe({ method, route, status }, ms / 1_000);
      within(span.trace, () =>
        log?.info({ method, route, status, ms: Math.round(ms * 10) / 10 }, 'answered'),
      );
      span.end({ 'http.request.method': method, 'http.route': route, 'http.response.status_code': status });
    });
    within(span.trace, go);
  };
}

/** What nginx writes where the caller hung up before anything was answered. */
const hungUp = 499;
