import { figuresSeconds, openCounters, publicly } from '@/app/_open/counters';
import { figureLines, writeFigures } from '@/domain/statistics/open-data';

/** The open counters as CSV: `programme,table,key,unit,value`, the value missing where it is hidden. CC BY 4.0. */
export async function GET(): Promise<Response> {
  const { programmes, merchants } = await openCounters();
  return new Response(writeFigures(figureLines(programmes, merchants)), {
    headers: { ...publicly(figuresSeconds), 'Content-Type': 'text/csv; charset=utf-8; header=present' },
  });
}
