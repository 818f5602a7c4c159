import { createHash, timingSafeEqual } from 'node:crypto';
import { businessMetrics } from '@/app/_server/business-metrics';
import { metrics } from '@/app/_server/metrics';
import { environment } from '@/env';

export const dynamic = 'force-dynamic';

/**
 * Figures for Prometheus, for whoever shows `METRICS_TOKEN`. To anybody else, and to everybody where there is no such token, the
 * address does not exist: how full the fund is, and how many wait, is published elsewhere, by rules of its own.
 */
export async function GET(request: Request): Promise<Response> {
  const { METRICS_TOKEN } = environment();
  if (METRICS_TOKEN === undefined || !isSame(request.headers.get('authorization'), `Bearer ${METRICS_TOKEN}`))
    return new Response(null, { status: 404 });
  const { registry } = metrics();
  const [own, business] = await Promise.all([registry.metrics(), businessMetrics()]);
  return new Response(own + business, {
    headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'private, no-store' },
  });
}

/** Compared in a time that tells nothing of where they differ. */
const isSame = (given: string | null, wanted: string): boolean =>
  timingSafeEqual(digest(given ?? ''), digest(wanted));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
