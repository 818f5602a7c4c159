import { sql } from 'drizzle-orm';
import type { Invariant } from '../budget-invariants';

/** The protocol number of an application `id`, as the list and the tickets write it. */
const registration = sql`g.number || '/' || g.year`;

/** That nobody has chosen who is controlled: the draw is said here once more, by the database's own means. */
export const sampleInvariants: Invariant[] = [
  {
    name: 'every sample is of the list, and by the secret, that were fixed before',
    faults: sql`
      select 'sample ' || s.id as fault from samples s
      left join lateral (
        select count(*) as count, string_agg(${registration} || E'\n', '' order by g.year, g.number) as list
        from sample_entries e join registrations g on g.application_id = e.application_id where e.sample_id = s.id) as l on true
      where l.count <> s.listed
        or s.list_sha256 is distinct from encode(sha256(convert_to(l.list, 'UTF8')), 'hex')
        or s.secret is not null and s.commitment <> encode(sha256(convert_to(s.secret, 'UTF8')), 'hex')`,
  },
  {
    name: 'who is controlled is who was drawn',
    faults: sql`
      with tickets as (
        select s.id as sample_id, e.application_id, (s.listed * s.percent + 99) / 100 as size,
          row_number() over (partition by s.id order by encode(sha256(convert_to(
            'controllo|' || s.secret || '|' || s.public_number || '|' || ${registration}, 'UTF8')), 'hex') collate "C") as place
        from samples s join sample_entries e on e.sample_id = s.id
        join registrations g on g.application_id = e.application_id
        where s.drawn_at is not null),
      drawn as (select * from tickets where place <= size)
      select 'application ' || coalesce(d.application_id, c.application_id) as fault
      from drawn d full join declaration_checks c on c.application_id = d.application_id and c.sample_id = d.sample_id
      where c.place is distinct from d.place`,
  },
];
