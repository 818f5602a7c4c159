import pg from 'pg';
import { encode } from 'next-auth/jwt';
import { v7 as newId } from 'uuid';
import { migrate } from '../../db/migrate';
import { sealedAnswers } from '../../db/sealing/columns';
import type { Answers } from '../../domain/application/answers';
import { checkCharacter } from '../../domain/fiscal-code';
import { sessionSeconds } from '../../domain/session';
import { wholeAnswers } from '../demo/answers';
import { demoProgrammes } from '../demo/programmes';

/** Somebody who has signed in and filled in a draft for a household of three with two incomes. */
export interface Applicant {
  applicationId: string;
  /** The header of a browser of theirs. */
  cookie: string;
  /** The draft lacks an answer: it is refused whenever it is sent. */
  incomplete: boolean;
}

/** One draft in so many lacks an answer. */
const incompleteEvery = 50;

/** A person's tax code of their own, for numbers below 1.4 million; born on a day of the second half of the last century. */
function fiscalCodeOf(number: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [year, day, place] = [
    50 + (number % 50),
    1 + (Math.floor(number / 50) % 28),
    Math.floor(number / 1_400),
  ];
  const body = `BNCMRA${two(year)}A${two(day)}A${String(place).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

const incomplete = (number: number): boolean => number % incompleteEvery === 0;

function answersOf(number: number): Answers {
  const codes = [0, 1, 2].map((member) => fiscalCodeOf(number * 3 + member));
  const members = codes.slice(1).map((code, index) => ({
    fiscalCode: code,
    familyName: 'Bianchi',
    givenName: index === 0 ? 'Anna' : 'Luca',
    birthDate: index === 0 ? '1987-05-04' : '2016-02-11',
  }));
  return {
    ...wholeAnswers({
      'beneficiary.familyName': 'Bianchi',
      'beneficiary.givenName': 'Maria',
      'beneficiary.fiscalCode': codes[0] ?? '',
      'beneficiary.birthDate': '1985-01-10',
      'contacts.email': `persona${number}@example.org`,
    }),
    'household.declared.total': '3',
    'annualIncomes.invalidita': '1.250,50',
    ...Object.fromEntries(
      members.flatMap((member, index) =>
        Object.entries(member).map(([field, text]) => [`members.m${index + 1}.${field}`, text]),
      ),
    ),
    ...(incomplete(number) && { 'contacts.mobile': '' }),
  };
}

/**
 * Puts into a database so many people who have signed in and are about to press "Spedisci", for a programme of their own,
 * beside whatever there is.
 */
export async function fillApplicants(
  url: string,
  adminUrl: string,
  count: number,
  authSecret: string,
): Promise<Applicant[]> {
  await migrate(url);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = 'replica'");
    const programmeId = newId();
    const rules = demoProgrammes(new Date())[0]?.rules;
    await client.query(
      "insert into programmes values ($1, 'buoni', 'Buoni Spesa', 'carrello', 'attivo', 0)",
      [programmeId],
    );
    await client.query(
      'insert into programme_versions (id, programme_id, version, rules) values ($1, $2, 1, $3)',
      [newId(), programmeId, rules],
    );
    const applicants: Applicant[] = [];
    for (let first = 1; first <= count; first += 1_000) {
      const people = Array.from({ length: Math.min(1_000, count + 1 - first) }, (_, index) => {
        const [number, applicationId] = [first + index, newId()];
        return {
          number,
          applicationId,
          userId: newId(),
          sessionId: newId(),
          answers: sealedAnswers.seal(applicationId, answersOf(number)),
        };
      });
      await client.query(peopleWithDrafts, [JSON.stringify(people), sessionSeconds, programmeId]);
      for (const { number, applicationId, userId, sessionId } of people) {
        const token = await encode({ token: { sub: userId, sid: sessionId }, secret: authSecret });
        applicants.push({
          applicationId,
          cookie: `buoni-spesa.session=${token}`,
          incomplete: incomplete(number),
        });
      }
    }
    await client.query('vacuum (analyze)');
    return applicants;
  } finally {
    await client.end();
  }
}

/** $1 the people, $2 how long sessions last, $3 the programme. */
const peopleWithDrafts = `
  with person as (
    select * from jsonb_to_recordset($1::jsonb)
      as p(number integer, "applicationId" uuid, "userId" uuid, "sessionId" uuid, answers jsonb)),
  known as (
    insert into users (id, username, password_hash, must_change_password, role, family_name, given_name, email)
    select "userId", 'persona' || number, 'none', false, 'cittadino', 'Bianchi', 'Maria', 'persona' || number || '@example.org'
    from person),
  signed_in as (
    insert into sessions (id, user_id, session_version, method, level, idle_seconds, ends_at)
    select "sessionId", "userId", 1, 'password', 'l1', $2::int, now() + make_interval(secs => $2::int) from person),
  begun as (
    insert into application_events (application_id, number, kind, payload, actor_kind, actor_id)
    select "applicationId", 1, 'opened', '{"kind": "opened"}', 'user', "userId" from person)
  insert into applications (id, citizen_id, programme_id, programme_version_id, channel, status, event_number, answers)
  select "applicationId", "userId", $3::uuid, (select id from programme_versions where programme_id = $3::uuid), 'cittadino', 'bozza', 1, answers
  from person`;
