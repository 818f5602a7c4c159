import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ConsentKind } from '../../domain/consent/texts';
import type { Channel } from '../../domain/programme/rules';
import { applications } from './applications';
import { bytes, id, instant } from './columns';
import { users } from './people';

export const consentTexts = pgTable('consent_texts', {
  kind: text('kind').$type<ConsentKind>().notNull(),
  version: text('version').notNull(),
  language: text('language').notNull(),
  body: text('body').notNull(),
  sha256: bytes('sha256').notNull(),
  publishedAt: instant('published_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});

export const consentAcceptances = pgTable('consent_acceptances', {
  id: id(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id),
  kind: text('kind').$type<ConsentKind>().notNull(),
  version: text('version').notNull(),
  language: text('language').notNull(),
  sha256: bytes('sha256').notNull(),
  channel: text('channel').$type<Channel>().notNull(),
  applicationId: uuid('application_id').references(() => applications.id),
  acceptedAt: instant('accepted_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
