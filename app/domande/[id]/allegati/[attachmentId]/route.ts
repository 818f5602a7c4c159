import { database } from '@/app/_server/database';
import { storedFileResponse } from '@/app/_server/files';
import { privately, problem } from '@/app/_server/problem';
import { actorOf, currentUser } from '@/app/_server/session';
import { viewed } from '@/app/_server/viewed';
import { uuid } from '@/app/api/v1/uuid';
import { readableAttachment } from '@/db/queries/attachments';

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
    : await readableAttachment(database(), actorOf(user), reference);
  if (!content) return problem('not-found');
  if (user.role !== 'cittadino') await viewed(user, 'attachment', reference.applicationId);
  return storedFileResponse(request, content);
}
