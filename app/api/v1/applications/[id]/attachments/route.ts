import { createUpload, listAttachments } from '@/app/_api/attachments';
import { route, serve, serveRaw } from '@/app/_server/api';
import { database } from '@/app/_server/database';
import { answerUpload } from '@/app/_server/upload/tus';
import { readableAttachments } from '@/db/queries/attachments';
import { ok, refused } from '@/domain/result';

const list = serve(
  listAttachments,
  async ({ caller, params }) => {
    const attachments = await readableAttachments(database(), caller, params.id);
    return attachments ? ok(attachments) : refused({ code: 'not-found' });
  },
  (attachments) => ({
    status: 200,
    body: attachments.map(({ id, kind, fileName, status, refusal, bytes, declaredBytes, receivedBytes }) => ({
      id,
      kind,
      fileName,
      status,
      refusal,
      bytes: bytes ?? declaredBytes,
      receivedBytes,
    })),
  }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  list,
  ...serveRaw([createUpload], answerUpload),
);
