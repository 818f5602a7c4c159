import { database } from '@/app/_server/database';
import { privately, problem } from '@/app/_server/problem';
import { actorOf, currentUser } from '@/app/_server/session';
import { uuid } from '@/app/api/v1/uuid';
import { attachmentContent } from '@/db/queries/attachments';
import { contentDisposition, servedFileName } from '@/domain/attachment/file-name';

/**
 * Nothing in the file may run or load anything, and no other site shows it; the style is the browser's own for a picture
 * alone. Browsers open no PDF in a sandbox but their own: of a PDF that holds anything active no clean copy is made.
 */
const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

const harmless = (mediaType: string) => ({
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': mediaType === 'application/pdf' ? policy : `sandbox; ${policy}`,
  'Cross-Origin-Resource-Policy': 'same-origin',
});

/** Serves the clean copy of an attachment to whoever may read the application; `?scarica` saves it instead of showing it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string; attachmentId: string }> },
): Promise<Response> {
  const { id, attachmentId } = await params;
  const reference = { applicationId: uuid(id), attachmentId: uuid(attachmentId) };
  const user = await currentUser();
  if (!user) {
    const back = `/domande/${reference.applicationId}/allegati/${reference.attachmentId}`;
    return new Response(null, {
      status: 303,
      headers: { Location: `/accedi?ritorno=${encodeURIComponent(back)}`, ...privately },
    });
  }
  const content = user.mustChangePassword
    ? null
    : await attachmentContent(database(), actorOf(user), reference);
  if (!content) return problem('not-found');
  const { mediaType, bytes } = content;
  const how = new URL(request.url).searchParams.has('scarica') ? 'attachment' : 'inline';
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...privately,
      ...harmless(mediaType),
      'Content-Type': mediaType,
      'Content-Length': String(bytes.length),
      'Content-Disposition': contentDisposition(how, servedFileName(content.fileName, mediaType)),
    },
  });
}
