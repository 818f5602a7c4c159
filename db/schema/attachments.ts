import { sql } from 'drizzle-orm';
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { DocumentKind } from '../../domain/attachment/kinds';
import type { StoreKey } from '../../domain/attachment/keeping';
import type { MediaType } from '../../domain/attachment/limits';
import type { InspectionRefusal } from '../../domain/attachment/refusal';
import type { AttachmentStatus } from '../../domain/attachment/status';
import { applications } from './applications';
import { bytes, id, instant, sealedBytea } from './columns';
import { citizenRequests } from './procedure';

export const attachments = pgTable('attachments', {
  id: id(),
  applicationId: uuid('application_id')
    .notNull()
    .references(() => applications.id),
  requestId: uuid('request_id').references(() => citizenRequests.id),
  kind: text('kind').$type<DocumentKind>().notNull(),
  fileName: text('file_name').notNull(),
  declaredBytes: integer('declared_bytes'),
  receivedBytes: integer('received_bytes').notNull().default(0),
  status: text('status').$type<AttachmentStatus>().notNull().default('in arrivo'),
  refusal: text('refusal').$type<InspectionRefusal>(),
  mediaType: text('media_type').$type<MediaType>(),
  bytes: integer('bytes'),
  sha256: bytes('sha256'),
  storeKey: text('store_key').$type<StoreKey>(),
  createdAt: instant('created_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  touchedAt: instant('touched_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const attachmentParts = pgTable(
  'attachment_parts',
  {
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachments.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    bytes: sealedBytea('bytes').notNull(),
  },
  (part) => [primaryKey({ columns: [part.attachmentId, part.position] })],
);

/** The clean copies that our own database keeps, of attachments and of files that came with tickets, by their ids. */
export const fileContents = pgTable('attachment_contents', {
  fileId: uuid('attachment_id').primaryKey(),
  bytes: sealedBytea('bytes').notNull(),
});
