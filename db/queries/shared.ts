import { sql } from 'drizzle-orm';
import type { ApplicationStatus } from '../../domain/application/status';
import type { Queryable } from '../client';

/** Another application in which somebody of the household stands or has stood. */
export interface OtherApplication {
  id: string;
  programme: string;
  status: ApplicationStatus;
  registration: { number: number; year: number };
  /** How many of the household stand in it. */
  people: number;
}

const shown = 20;

/**
 * The other sent applications of this or another programme that share a member with this one, the newest first. For the
 * office alone: to a citizen they are somebody else's.
 */
export async function applicationsSharingMembers(
  db: Queryable,
  applicationId: string,
): Promise<OtherApplication[]> {
  const { rows } = await db.execute<{
    id: string;
    programme: string;
    status: ApplicationStatus;
    number: number;
    year: number;
    people: number;
  }>(sql`
    select o.id, p.name as programme, o.status, r.number, r.year, count(distinct other.member_hash)::int as people
    from household_claims mine
    join household_claims other
      on other.member_hash = mine.member_hash and other.application_id <> mine.application_id
    join applications o on o.id = other.application_id
    join programmes p on p.id = o.programme_id
    join registrations r on r.application_id = o.id
    where mine.application_id = ${applicationId}
    group by o.id, p.name, o.status, r.number, r.year
    order by r.year desc, r.number desc
    limit ${shown}`);
  return rows.map(({ number, year, ...other }) => ({ ...other, registration: { number, year } }));
}

/** No more are counted: who shares a number with so many is looked into anyway. */
const counted = 100;

/** How many other people's applications give the same mobile number, and the same mail address, as this one. */
export async function sharedContacts(
  db: Queryable,
  applicationId: string,
): Promise<{ mobile: number; email: number }> {
  const others = (contact: string) => sql`(
    select count(distinct other.code)::int from (
      select o.beneficiary_fiscal_code as code from applications o
      where o.form is not null and ${sql.raw(contact.replaceAll('a.', 'o.'))} = ${sql.raw(contact)}
        and o.beneficiary_fiscal_code is distinct from a.beneficiary_fiscal_code
      limit ${counted}) as other)`;
  const { rows } = await db.execute<{ mobile: number; email: number }>(sql`
    select ${others(`(a.form -> 'values' ->> 'contacts.mobile')`)} as mobile,
      ${others(`lower(a.form -> 'values' ->> 'contacts.email')`)} as email
    from applications a where a.id = ${applicationId}`);
  return rows[0] ?? { mobile: 0, email: 0 };
}
