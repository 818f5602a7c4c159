import { figuresSeconds, openCounters, publicly } from '@/app/_open/counters';
import { smallestCount } from '@/domain/statistics/suppression';
import { ente } from '@/ente';

/** The open counters as JSON, with what one must know to use them. Amounts in euro cents; null where a figure is hidden. */
export async function GET(): Promise<Response> {
  const { programmes, merchants } = await openCounters();
  const body = {
    publisher: ente.name,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    suppression: { smallestCount, hidden: null },
    activeMerchants: merchants,
    programmes,
  };
  return Response.json(body, { headers: publicly(figuresSeconds) });
}
