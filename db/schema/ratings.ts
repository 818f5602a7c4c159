import { date, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { RatingAnswer, Stars } from '../../domain/rating';
import { programmes } from './applications';

export const ratings = pgTable('ratings', {
  id: uuid('id').primaryKey().defaultRandom(),
  programmeId: uuid('programme_id')
    .notNull()
    .references(() => programmes.id),
  stars: integer('stars').$type<Stars>().notNull(),
  answer: text('answer').$type<RatingAnswer>().notNull(),
  details: text('details'),
  ratedOn: date('rated_on').notNull(),
});
