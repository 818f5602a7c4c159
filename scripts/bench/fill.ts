import pg from 'pg';
import { v7 as newId } from 'uuid';
import { readAnswers } from '../../domain/application/answers';
import { wholeAnswers } from '../demo/answers';
import { demoProgrammes } from '../demo/programmes';
import { familyNames, givenNames } from './names';

/**
 * Fills an empty, migrated database with a municipality's applications of six years, by a few `insert … select` of the
 * database itself, with foreign keys and triggers off (hence the superuser's address) and the secondary indexes built at
 * the end: about two minutes for a million.
 *
 * Ten programmes follow and overlap one another, sixteen operators come and go, names are as frequent as they are, nine
 * in ten applications are decided, and the newest and some old ones are still open in every phase.
 */
export async function fill(adminUrl: string, size: number): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query("set session_replication_role = 'replica'");
    await client.query("set maintenance_work_mem = '512MB'");
    await client.query('select setseed(0.42)');
    await people(client);
    const indexes = await takeIndexes(client);
    await client.query(applicationsOf, [size, JSON.stringify(form()), JSON.stringify(wholeAnswers({}))]);
    for (const statement of [registered, counted, decided, claimed, ...indexes])
      await client.query(statement);
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

/** How many programmes and people of the office there are. */
const programmeCount = 10;
const operatorCount = 16;

async function people(client: pg.Client): Promise<void> {
  const now = new Date();
  const programmes = demoProgrammes(now);
  for (let position = 0; position < programmeCount; position++) {
    const { rules, icon } = programmes[position % programmes.length] ?? programmes[0]!;
    const id = newId();
    const values = [id, `bando-${position}`, `Buoni Spesa ${position}`, icon, position];
    await client.query("insert into programmes values ($1, $2, $3, $4, 'attivo', $5)", values);
    await client.query(
      'insert into programme_versions (id, programme_id, version, rules) values ($1, $2, 1, $3)',
      [newId(), id, rules],
    );
  }
  const staff = Array.from({ length: operatorCount }, (_, index) => [
    newId(),
    `operatore${index}`,
    'operatore',
  ]);
  for (const [id, username, role] of [...staff, [newId(), 'cittadino', 'cittadino']]) {
    await client.query(
      `insert into users (id, username, password_hash, must_change_password, role, family_name, given_name, email)
       values ($1, $2, 'none', false, $3, 'Serra', $2, $2 || '@example.org')`,
      [id, username, role],
    );
  }
}

const literals = (words: readonly string[]): string => `array[${words.map((word) => `'${word}'`).join(',')}]`;

/** An application of a million: $1 how many, $2 the form and $3 the answers that all of them share. */
const applicationsOf = `
  with drawn as materialized (
    select gen_random_uuid() as id, g, g::float / $1 as place,
      random() as fate, random() as stay, random() as whose, random() as theme,
      now() - interval '2190 days' * (1 - g::float / $1) - interval '1 hour' * random() as registered_at,
      (${literals(familyNames)})[1 + floor(${familyNames.length} * random() ^ 2)::int] as family,
      (${literals(givenNames)})[1 + floor(${givenNames.length} * random() ^ 2)::int] as given,
      chr(65 + floor(random() * 12)::int) || lpad(floor(random() * 31 + 1)::text, 2, '0') || 'A474' as tail,
      lpad(floor(random() * 100)::text, 2, '0') as born
    from generate_series(1, $1::int) g),
  settled as (
    select *,
      upper(rpad(left(regexp_replace(translate(plain_name(family), 'aeiou ', ''), '', ''), 3), 3, 'x')
        || rpad(left(translate(plain_name(given), 'aeiou ', ''), 3), 3, 'x')) || born || tail || 'Z' as fiscal_code,
      case when fate < case when place > 0.96 then 0.92 else 0.02 end then 'presentata'
        when stay < 0.64 then 'approvata' when stay < 0.9 then 'respinta' else 'annullata' end as status,
      (select array_agg(id order by position) from programmes) as programme_ids,
      (select array_agg(id order by username) from users where role = 'operatore') as operator_ids
    from drawn),
  staged as (
    select *, case when status <> 'presentata' then null when whose < 0.5 then 'da istruire' when whose < 0.75 then 'in istruttoria'
      when whose < 0.87 then 'integrazione richiesta' when whose < 0.92 then 'preavviso di rigetto'
      when whose < 0.95 then 'alla firma' else 'in lista d''attesa' end as phase,
      programme_ids[1 + least(${programmeCount - 1}, floor(place * 8 + theme * 2.5)::int)] as programme_id
    from settled)
  insert into applications (id, citizen_id, programme_id, programme_version_id, channel, status, event_number, answers, form,
    phase, operator_id, decide_by, created_at, saved_at, registered_at, registration_year, registration_number,
    family_key, family_rest, given_key, given_rest)
  select id, (select id from users where username = 'cittadino'), programme_id,
    (select v.id from programme_versions v where v.programme_id = staged.programme_id), 'cittadino', status, 3,
    $3::jsonb || person, jsonb_set($2::jsonb, '{values}', ($2::jsonb -> 'values') || person), phase,
    case when phase = 'da istruire' or whose < 0.15 then null
      else operator_ids[1 + least(${operatorCount - 1}, floor(place * 11 + fate * 5.5)::int)] end,
    registered_at + interval '30 days', registered_at, registered_at, registered_at,
    extract(year from registered_at at time zone 'Europe/Rome'),
    row_number() over (partition by extract(year from registered_at at time zone 'Europe/Rome') order by registered_at),
    family_key, substring(family_key from ' (.*)'), given_key, substring(given_key from ' (.*)')
  from staged, lateral (select plain_name(family) as family_key, plain_name(given) as given_key, jsonb_build_object('beneficiary.fiscalCode', fiscal_code,
    'beneficiary.familyName', family, 'beneficiary.givenName', given) as person) as who
  order by g`;

const registered = `
  insert into registrations select registration_year, registration_number, id, registered_at, sha256(uuid_send(id))
  from applications`;

const counted = `
  insert into registration_counters select year, max(number) from registrations group by year`;

const decided = `
  insert into decisions (id, application_id, outcome, amount_cents, proposed_cents, reason, reason_codes, decided_by, decided_at)
  select gen_random_uuid(), id, status, case status when 'approvata' then 30000 end, 30000, 'Come da istruttoria',
    case status when 'respinta' then array['isee-sopra-soglia'] else '{}' end,
    (select id from users where role = 'operatore' order by id limit 1), registered_at + interval '20 days'
  from applications where status in ('approvata', 'respinta')`;

/** One member besides the beneficiary; the hashes are of the right size and of nobody. */
const claimed = `
  insert into household_claims
  select programme_id, sha256(uuid_send(id) || convert_to(member::text, 'UTF8')), id
  from applications, generate_series(1, 2) as member where status in ('presentata', 'approvata')`;

/** The whole form of the demo as the law reads it. */
function form() {
  const { form } = readAnswers(wholeAnswers({}), '2026-01-31');
  const member = {
    fiscalCode: 'RSSMRA85T10A562S',
    familyName: 'Rossi',
    givenName: 'Anna',
    birthDate: '2015-05-01',
    disabled: false,
  };
  return { ...form, members: [member] };
}

/** Takes the secondary indexes away and answers how they are made again: building one at once is cheaper than row by row. */
async function takeIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index where indrelid in ('applications'::regclass, 'household_claims'::regclass, 'decisions'::regclass)
      and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
