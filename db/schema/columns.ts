import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Sealed } from '../sealing/sealed';

/** An instant, as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Whole euro cents; exact as a number far beyond any municipality's budget. */
export const cents = (name: string) => bigint(name, { mode: 'number' });

export const id = () => uuid('id').primaryKey();

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const sealedBytea = customType<{ data: Sealed<Buffer> }>({ dataType: () => 'bytea' });
