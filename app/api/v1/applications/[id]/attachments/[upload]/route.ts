import { askUpload, removeUpload, sendPart } from '@/app/_api/attachments';
import { route, serveRaw } from '@/app/_server/api';
import { answerUpload } from '@/app/_server/upload/tus';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  ...serveRaw([askUpload, sendPart, removeUpload], answerUpload),
);
