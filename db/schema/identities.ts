import { pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { IdentityMethod } from '../../domain/identity/identity';
import { bytes, instant } from './columns';
import { users } from './people';

export const identities = pgTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subjectHash: bytes('subject_hash').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    method: text('method').$type<IdentityMethod>().notNull(),
    level: smallint('level').$type<2 | 3>().notNull(),
    linkedAt: instant('linked_at').notNull().defaultNow(),
    lastUsedAt: instant('last_used_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subjectHash, table.userId] })],
);
