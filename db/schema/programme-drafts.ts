import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Fields } from '../../domain/programme/editing/fields';
import type { DraftState } from '../../domain/programme/status';
import { programmes } from './applications';
import { instant } from './columns';
import { users } from './people';

export const programmeDrafts = pgTable('programme_drafts', {
  programmeId: uuid('programme_id')
    .primaryKey()
    .references(() => programmes.id),
  fields: jsonb('fields').$type<Fields>().notNull(),
  version: integer('version').notNull().default(1),
  state: text('state').$type<DraftState>().notNull().default('in modifica'),
  editedBy: uuid('edited_by')
    .notNull()
    .references(() => users.id),
  editedAt: instant('edited_at')
    .notNull()
    .default(sql`clock_timestamp()`),
});
