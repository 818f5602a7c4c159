import { notFound } from 'next/navigation';
import { publicly } from '@/app/_open/counters';
import { publicationNumber } from '@/app/_open/publication-number';
import { database } from '@/app/_server/database';
import { publishedRanking, rankedProgramme } from '@/db/queries/rankings';

/** The published ranking to the letter, whose SHA-256 the page shows: `posto,protocollo,esito`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  const { slug } = await params;
  const programme = await rankedProgramme(database(), slug);
  const asked = publicationNumber(new URL(request.url).searchParams.get('numero'));
  const ranking = programme && (await publishedRanking(database(), programme.id, asked));
  if (!ranking) notFound();
  return new Response(ranking.document, {
    headers: {
      // A numbered publication never changes; which one is the newest may.
      ...publicly(asked === null ? 60 : 86_400),
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="graduatoria-${programme.slug}-${ranking.number}.csv"`,
    },
  });
}
