import { redirect } from 'next/navigation';
import { judgedNow, officeProgramme } from '@/app/_editor/file';
import { programmePath, summaryPath } from '@/app/_editor/paths';
import type { Identity } from '@/domain/programme/editing/document.schema';
import { writeDocument } from '@/domain/programme/editing/transfer';

/**
 * The programme as a file: the version in force, or with `?bozza` what is being written, as soon as all of it can be read.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const file = await officeProgramme(id, `${programmePath(id)}/esporta`);
  const { programme, versions, draft } = file;
  const [inForce] = versions;
  if (inForce && !new URL(request.url).searchParams.has('bozza')) {
    const { name, slug, icon } = programme;
    return download(slug, writeDocument({ name, slug, icon: icon as Identity['icon'] }, inForce.rules));
  }
  const judged = draft && judgedNow(file, draft);
  if (!judged?.rules || !judged.identity) redirect(summaryPath(id));
  return download(judged.identity.slug, writeDocument(judged.identity, judged.rules));
}

const download = (slug: string, text: string): Response =>
  new Response(text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="bando-${slug}.json"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
