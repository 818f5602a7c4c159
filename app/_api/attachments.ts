import { z } from 'zod';
import { documentKinds } from '@/domain/attachment/kinds';
import { inspectionRefusals } from '@/domain/attachment/refusal';
import { attachmentStatuses } from '@/domain/attachment/status';
import { describe } from './call';
import { heldCents, id, idParams } from './fields';
import { notInHand } from './problems';

export const listAttachments = describe({
  id: 'listAttachments',
  method: 'GET',
  path: '/applications/{id}/attachments',
  tag: 'Attachments',
  audience: 'citizen',
  summary: 'List the attachments of an application',
  params: idParams,
  answers: {
    200: {
      when: 'The attachments, and how far those under way have come.',
      body: {
        name: 'Attachments',
        schema: z.array(
          z.strictObject({
            id,
            kind: z.enum(documentKinds),
            fileName: z.string(),
            status: z.enum(attachmentStatuses),
            refusal: z.enum(inspectionRefusals).nullable(),
            bytes: heldCents.nullable().describe('How large it is, or says it will be.'),
            receivedBytes: heldCents,
          }),
        ),
        example: [
          {
            id: '0199a1c2-5e6f-7a81-9b2c-3d4e5f607182',
            kind: 'isee',
            fileName: 'isee-2021.pdf',
            status: 'accettato',
            refusal: null,
            bytes: 81_920,
            receivedBytes: 81_920,
          },
        ],
      },
    },
  },
  refusals: ['not-found'],
});

/** The calls of the resumable upload (tus 1.0, with creation, creation-with-upload and termination). */
const UploadParams = idParams.extend({ upload: id });

const resumable = { 'tus-resumable': z.literal('1.0.0') };
const bytes = z.string().regex(/^(0|[1-9]\d{0,14})$/);
const mediaType = 'application/offset+octet-stream';
const offset = { 'Upload-Offset': 'How many bytes have arrived.' };

export const createUpload = describe({
  id: 'createUpload',
  method: 'POST',
  path: '/applications/{id}/attachments',
  tag: 'Attachments',
  audience: 'citizen',
  summary: 'Begin to attach a file',
  params: idParams,
  raw: {
    headers: z.object({
      ...resumable,
      'upload-length': bytes.describe('How many bytes the file has.'),
      'upload-metadata': z
        .string()
        .optional()
        .describe(
          '`kind` and `filename`, each a name, a blank and its value in Base64, with a comma between.',
        ),
    }),
    mediaType,
  },
  answers: {
    201: { when: 'The upload is begun.', headers: { Location: 'Where the parts go.' } },
  },
  refusals: [
    'not-found',
    'not-editable',
    ...notInHand,
    'request-closed',
    'invalid',
    'wrong-offset',
    'too-large',
    'upload-malformed',
    'upload-version',
  ],
});

export const askUpload = describe({
  id: 'askUpload',
  method: 'HEAD',
  path: '/applications/{id}/attachments/{upload}',
  tag: 'Attachments',
  audience: 'citizen',
  summary: 'Ask how much of a file has arrived',
  params: UploadParams,
  raw: { headers: z.object(resumable) },
  answers: { 200: { when: 'How far it has come.', headers: offset } },
  refusals: ['not-found', 'upload-malformed', 'upload-version'],
});

export const sendPart = describe({
  id: 'sendPart',
  method: 'PATCH',
  path: '/applications/{id}/attachments/{upload}',
  tag: 'Attachments',
  audience: 'citizen',
  summary: 'Send a part of a file',
  params: UploadParams,
  raw: {
    headers: z.object({ ...resumable, 'upload-offset': bytes.describe('Where the part begins.') }),
    mediaType,
  },
  answers: { 204: { when: 'The part has arrived.', headers: offset } },
  refusals: [
    'not-found',
    'not-editable',
    ...notInHand,
    'invalid',
    'wrong-offset',
    'too-large',
    'upload-malformed',
    'upload-version',
  ],
});

export const removeUpload = describe({
  id: 'removeUpload',
  method: 'DELETE',
  path: '/applications/{id}/attachments/{upload}',
  tag: 'Attachments',
  audience: 'citizen',
  summary: 'Take an attachment away',
  params: UploadParams,
  raw: { headers: z.object(resumable) },
  answers: { 204: { when: 'It is gone.' } },
  refusals: ['not-found', 'not-editable', ...notInHand, 'upload-malformed', 'upload-version'],
});
