import { uuid } from '@/app/api/v1/uuid';
import { callerOf, read } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { problem } from '@/app/_server/problem';
import { answerUpload } from '@/app/_server/upload/tus';
import { readableAttachments } from '@/db/queries/attachments';
import { ok, refused } from '@/domain/result';

type Context = { params: Promise<{ id: string; upload?: string[] }> };

/** Lists the attachments of an application, for the progress of those under way. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, upload } = await params;
  if (upload) return problem(404, 'not-found');
  return read(
    request,
    async (caller) => {
      const list = await readableAttachments(database(), caller, uuid(id));
      return list ? ok(list) : refused({ code: 'not-found' });
    },
    (list) =>
      list.map(
        ({ id: attachmentId, kind, fileName, status, refusal, bytes, declaredBytes, receivedBytes }) => ({
          id: attachmentId,
          kind,
          fileName,
          status,
          refusal,
          bytes: bytes ?? declaredBytes,
          receivedBytes,
        }),
      ),
  );
}

/** The resumable upload of attachments (tus 1.0): create, send, ask how far it came, take away. */
async function upload(request: Request, { params }: Context): Promise<Response> {
  const caller = await callerOf(request);
  if (caller instanceof Response) return caller;
  const id = uuid((await params).id);
  return answerUpload(request, caller, id, `/api/v1/applications/${id}/attachments`);
}

export { upload as POST, upload as PATCH, upload as HEAD, upload as DELETE };
