import { sql } from 'drizzle-orm';
import type { TicketCategory } from '../../../domain/ticket/service-levels';
import type { Queryable } from '../../client';

/** How a class of requests fared in a month: office minutes, and shares between 0 and 1; null where nothing was reached. */
export interface ServiceFigures {
  /** `2026-11`, of the opening, in Europe/Rome. */
  month: string;
  /** Null for all of them together. */
  category: TicketCategory | null;
  opened: number;
  firstAnswer: Measure;
  resolution: Measure;
}

export interface Measure {
  reached: number;
  p50: number | null;
  p90: number | null;
  /** Of those whose term was kept or has passed. */
  withinTerm: number | null;
}

/**
 * First answers and resolutions by month and class, the newest month first. What is late without an answer counts against
 * the share; what still has time counts for neither. Duplicates that were merged are one request.
 *
 * @param months how many, the present one included
 */
export async function serviceReport(db: Queryable, months: number): Promise<ServiceFigures[]> {
  const { rows } = await db.execute<Record<string, string | number | null>>(sql`
    with measured as (
      select to_char(created_at at time zone 'Europe/Rome', 'YYYY-MM') as month, category,
        first_answer_minutes, resolution_minutes,
        case when first_answered_at is not null then first_answered_at <= first_answer_by
          when first_answer_by < clock_timestamp() and due_at is not null then false end as answered_in_time,
        case when resolved_at is not null then resolved_at <= resolve_by
          when resolve_by < clock_timestamp() and due_at is not null then false end as resolved_in_time
      from tickets
      where status <> 'unita' and created_at >= date_trunc('month', clock_timestamp() at time zone 'Europe/Rome')
        at time zone 'Europe/Rome' - make_interval(months => ${months - 1})
    )
    select month, category, count(*)::integer as opened,
      count(first_answer_minutes)::integer as answered,
      percentile_cont(0.5) within group (order by first_answer_minutes) as answer_p50,
      percentile_cont(0.9) within group (order by first_answer_minutes) as answer_p90,
      avg(answered_in_time::integer)::float as answer_share,
      count(resolution_minutes)::integer as resolved,
      percentile_cont(0.5) within group (order by resolution_minutes) as resolution_p50,
      percentile_cont(0.9) within group (order by resolution_minutes) as resolution_p90,
      avg(resolved_in_time::integer)::float as resolution_share
    from measured
    group by month, rollup (category)
    order by month desc, category nulls first`);
  const figure = (value: string | number | null | undefined): number | null =>
    value === null || value === undefined ? null : Number(value);
  return rows.map((row) => ({
    month: String(row.month),
    category: row.category as TicketCategory | null,
    opened: Number(row.opened),
    firstAnswer: {
      reached: Number(row.answered),
      p50: figure(row.answer_p50),
      p90: figure(row.answer_p90),
      withinTerm: figure(row.answer_share),
    },
    resolution: {
      reached: Number(row.resolved),
      p50: figure(row.resolution_p50),
      p90: figure(row.resolution_p90),
      withinTerm: figure(row.resolution_share),
    },
  }));
}
