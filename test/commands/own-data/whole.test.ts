import { eq, sql, type SQL } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTry } from '../../../commands/message/deliver';
import { queueMessage } from '../../../commands/message/queue';
import { gatherPersonalData, type PersonalData } from '../../../db/queries/own-data/gather';
import { inquiries } from '../../../db/schema/registers';
import { users } from '../../../db/schema/people';
import {
  sealedCheckWords,
  sealedInquiry,
  sealedParking,
  sealedRecoveryNote,
  sealedRequest,
  sealedReview,
  sealedTicketMessage,
} from '../../../db/sealing/columns';
import type { MessageParams } from '../../../domain/messages';
import type { RegisterAnswer } from '../../../domain/register/registers';
import { writeMessage } from '../../../domain/messages';
import { openTown, type Town, type User } from '../../support/town';
import { issued, type IssuedVoucher } from '../../support/voucher';

type Application = PersonalData['applications'][number];
type FromCopy = (data: PersonalData, application: Application) => unknown;

/** Where the copy shows what a table holds of a person. */
const inCopy: Record<string, FromCopy> = {
  users: ({ account }) => account.username,
  identities: ({ access }) => access.identities,
  sessions: ({ access }) => access.signIns,
  known_devices: ({ access }) => access.rememberedDevices,
  access_events: ({ access }) => access.changes,
  totp_factors: ({ access }) => access.authenticatorApps,
  passkeys: ({ access }) => access.passkeys,
  recovery_codes: ({ access }) => access.recoveryCodes.codes,
  password_recoveries: ({ access }) => access.passwordLinks,
  pins: ({ access }) => access.pins,
  letters: ({ access }) => access.pins[0]?.letter?.address,
  consent_acceptances: ({ consents }) => consents,
  contact_calls: ({ doneForThem }) => doneForThem.calls,
  contact_call_acts: ({ doneForThem }) => doneForThem.calls[0]?.acts,
  mandates: ({ doneForThem }) => doneForThem.mandates,
  legal_holds: ({ doneForThem }) => doneForThem.legalHolds,
  own_data_requests: ({ requests }) => requests,
  applications: ({ applications }) => applications,
  registrations: (_, { registration }) => registration,
  application_events: (_, { events }) => events,
  parked_answers: (_, { otherAnswers }) => otherAnswers,
  attachments: (_, { attachments }) => attachments,
  inquiries: (_, application) => application.inquiries,
  citizen_requests: (_, { requests }) => requests,
  decisions: (_, { decisions }) => decisions,
  reviews: (_, { reviews }) => reviews,
  annulments: (_, { annulment }) => annulment?.reasonCodes,
  shares: (_, { shares }) => shares,
  waiting_list: (_, { waits }) => waits,
  retention_holds: (_, application) => application.retentionHolds,
  vouchers: (_, { voucher }) => voucher?.code,
  voucher_acts: (_, { voucher }) => voucher?.acts,
  voucher_holds: (_, { voucher }) => voucher?.setAside,
  retired_codes: (_, { voucher }) => voucher?.codesBefore,
  declaration_checks: (_, { control }) => control?.drawnAt,
  check_outcomes: (_, { control }) => control?.outcomes,
  recovery_steps: (_, { recovery }) => recovery,
  redemptions: (_, { voucher }) => voucher?.movements.filter(({ kind }) => kind === 'redemption'),
  redemption_voids: (_, { voucher }) => voucher?.movements.filter(({ voidedAt }) => voidedAt !== null),
  tickets: ({ helpRequests }) => helpRequests,
  ticket_messages: ({ helpRequests }) => helpRequests[0]?.conversation,
  ticket_files: ({ helpRequests }) => helpRequests[0]?.conversation.filter(({ file }) => file !== null),
  audit_entries: (_, { looks }) => looks,
  messages: (data) => data.messages,
  message_attachments: (data) => data.messages.flatMap(({ files }) => files),
};

const work = 'of people at work: who they are stands beside what they did';
const words = 'the office’s own words, given by hand: they may be about others';
const same = 'says again what the copy has from elsewhere';
const bytes = 'the bytes of a document, which lies in the archive beside the data or on its page';

/** What reaches a person and is in no copy, with the reason. */
const leftOut: Record<string, string> = {
  accounts: `${same}: the balance and the movements of the voucher`,
  attachment_contents: bytes,
  attachment_parts: bytes,
  batch_rows: `${same}: what a batch did stands among the events of the application`,
  batches: work,
  canned_answers: work,
  control_reviews: 'about merchants',
  control_thresholds: work,
  desk_looks: `${same}: the days the desk looked; what it was shown may be of another who has the same ending`,
  export_endings: work,
  exports: work,
  installation: 'about the installation',
  household_claims: 'keyed hashes of the household’s codici fiscali, which the answers say',
  idempotency_keys: `${same}: answers to acts, for the case that they are asked again`,
  merchant_events: 'about merchants',
  merchants: 'about merchants',
  message_follow_ups: words,
  outbox: `${same}: events on their way`,
  outcome_imports: work,
  own_data_archives: 'the copy itself',
  own_data_events: `${same}: how each request stands`,
  payment_batches: work,
  payments: 'about merchants',
  programme_drafts: work,
  programme_draws: work,
  programme_events: 'about programmes',
  programme_versions: work,
  programmes: 'about programmes',
  proposals: `${words}; what came of them is the decision`,
  published_rankings: `${same}: the ranking is public, by protocol numbers`,
  ratings: 'nobody’s: a rating names neither its person nor their application',
  register_imports: work,
  retention_events: 'about programmes',
  retentions: 'about programmes',
  sample_entries: 'every approved application of a programme, among whom a sample is drawn',
  samples: 'about programmes',
  saved_views: work,
  settlement_events: 'about merchants',
  settlement_lines: `${same}: spends, as the shop is paid for them`,
  settlements: 'about merchants',
  shops: 'about merchants',
  ticket_events: `${same}: the conversation and the state of the request`,
  ticket_file_contents: bytes,
  ticket_links: `${same}: the application a request for help is about`,
  ticket_notes: words,
  till_calls: 'about merchants',
  till_keys: 'about merchants',
  tills: 'about merchants',
  transfers: `${same}: the movements of the voucher`,
  voucher_attempts: 'how often a code was asked for in the last minute',
  waiting_turns: 'the marks of browsers that wait, of whoever they are; gone within the hour',
  webhook_receipts: `${same}: whether a message has arrived`,
  wrong_codes: 'about merchants',
  standing_days: 'counts',
  ledger_days: 'counts',
  lead_times: 'counts',
  event_days: 'counts',
};

let town: Town;
let reaching: string[];
let slug: string;
let operator: User;
let citizen: User;
let other: User;
let voucher: IssuedVoucher;
let third: IssuedVoucher;
const secrets = ['first-hash', 'session-challenge', 'passkey-id', 'other-person', 'draw-secret'];

const citizenOf = async (applicationId: string): Promise<User> => {
  const { rows } = await town.db.$client.query<{ id: string }>(
    'select citizen_id as id from applications where id = $1',
    [applicationId],
  );
  return { kind: 'user', id: rows[0]?.id ?? '', role: 'cittadino', merchantId: null };
};
const copyOf = (person: User) => gatherPersonalData(town.db, person.id);
const prove = (person: User) =>
  town.db
    .update(users)
    .set({ certifiedFields: ['fiscalCode'], certifiedBy: 'spid' })
    .where(eq(users.id, person.id));
const codeOf = async (person: User): Promise<string> =>
  (await town.db.select().from(users).where(eq(users.id, person.id)))[0]?.fiscalCode ?? '';

async function answered(
  applicationId: string,
  found: RegisterAnswer,
  register: 'anagrafe' | 'isee',
): Promise<void> {
  const id = newId();
  await town.db.insert(inquiries).values({
    id,
    applicationId,
    register,
    state: 'trovato',
    source: register === 'isee' ? 'inps' : 'anpr',
    found: sealedInquiry.seal(id, found),
    askedBy: operator.id,
    answeredAt: new Date(),
  });
}

async function sent<K extends keyof MessageParams>(
  kind: K,
  params: MessageParams[K],
  businessKey: string,
  file?: string,
): Promise<void> {
  const { messageId } = await queueMessage(town.db, {
    kind,
    recipient: 'a@example.org',
    params,
    businessKey,
  });
  const written = writeMessage(kind, params, { name: 'Comune', url: 'https://example.org' });
  const attachments =
    file === undefined ? [] : [{ name: file, mediaType: 'application/pdf', bytes: Buffer.from('x') }];
  await recordTry(town.db, messageId, { ...written, attachments });
}

/** Rows as their acts would leave them, without the acts: what matters here is that they are found. */
async function plantRows(person: User, { applicationId, voucherId }: IssuedVoucher): Promise<void> {
  const db = town.db;
  const hash = sql`decode(md5(random()::text) || md5(random()::text), 'hex')`;
  const [pin, call, organisation, ticket, message, shop, spend, review, request] = Array.from(
    { length: 9 },
    () => newId(),
  ) as [string, string, string, string, string, string, string, string, string];
  const merchant = newId();
  const later = sql`now() + interval '1 day'`;
  const sample = newId();
  const digest = 'a'.repeat(64);
  const statements: SQL[] = [
    sql`insert into identities (issuer, subject_hash, user_id, method, level) values ('gateway', ${hash}, ${person.id}, 'spid', 2)`,
    sql`insert into sessions (id, user_id, session_version, method, level, idle_seconds, ends_at, network, device, challenge, challenge_until)
      values (gen_random_uuid(), ${person.id}, 1, 'password', 'l1', 60, ${later}, '93.40.…', 'Firefox, Windows', 'session-challenge', ${later})`,
    sql`insert into known_devices (token_hash, user_id) values (${hash}, ${person.id})`,
    sql`insert into access_events (id, user_id, actor_id, kind) values (gen_random_uuid(), ${person.id}, ${person.id}, 'totp-added')`,
    sql`insert into totp_factors (user_id, secret) values (${person.id}, ${hash})`,
    sql`insert into passkeys (id, user_id, public_key, counter, transports, name) values ('passkey-id', ${person.id}, ${hash}, 0, '{}', 'Telefono')`,
    sql`insert into recovery_codes (code_hash, user_id) values (${hash}, ${person.id})`,
    sql`insert into password_recoveries (token_hash, user_id, expires_at) values (${hash}, ${person.id}, ${later})`,
    sql`insert into pins (id, user_id, first_hash, channel, letter_due_at, expires_at) values (${pin}, ${person.id}, 'first-hash', 'cittadino', ${later}, ${later})`,
    sql`insert into letters (id, pin_id, recipient, address, status, posted_at) values (gen_random_uuid(), ${pin}, 'Mario Rossi', 'Via Roma 1', 'spedita', now())`,
    sql`insert into contact_calls (id, operator_id, citizen_id, ends_at) values (${call}, ${operator.id}, ${person.id}, ${later})`,
    sql`insert into contact_call_acts (call_id, act) values (${call}, 'began')`,
    sql`insert into organisations (id, kind, name) values (${organisation}, 'caf', 'CAF Uno')`,
    sql`insert into mandates (id, organisation_id, citizen_id, number, scope, signed_on, valid_from, valid_until, proof, recorded_by)
      values (gen_random_uuid(), ${organisation}, ${person.id}, '1', 'Domanda', '2026-01-01', '2026-01-01', '2026-12-31', 'allegata', ${operator.id})`,
    sql`insert into legal_holds (id, citizen_id, reason, set_by) values (gen_random_uuid(), ${person.id}, 'Difesa in giudizio', ${operator.id})`,
    sql`insert into own_data_requests (id, citizen_id, kind, status, event_number, answer_by) values (gen_random_uuid(), ${person.id}, 'export', 'in preparazione', 1, ${later})`,
    sql`insert into parked_answers (application_id, section, base, typed) values (${applicationId}, 'contacts',
      ${JSON.stringify(sealedParking.base.seal(`${applicationId}/contacts`, {}))}, ${JSON.stringify(sealedParking.typed.seal(`${applicationId}/contacts`, {}))})`,
    sql`insert into attachments (id, application_id, kind, file_name) values (gen_random_uuid(), ${applicationId}, 'altro', 'isee.pdf')`,
    sql`insert into citizen_requests (id, application_id, kind, text, asked_by, answer_by, suspends, decide_by)
      values (${request}, ${applicationId}, 'integrazione', ${sealedRequest.text.seal(request, 'Manca un foglio')}, ${operator.id}, ${later}, false, ${later})`,
    sql`insert into reviews (id, application_id, decision_id, text) values (${review}, ${applicationId}, gen_random_uuid(), ${sealedReview.seal(review, 'Chiedo il riesame')})`,
    sql`insert into annulments (application_id, reason_codes, annulled_by) values (${applicationId}, '{doppia}', ${operator.id})`,
    sql`insert into shares (application_id, programme_id, members, percent, amount_cents, set_by) select id, programme_id, 1, 100, 100, ${operator.id} from applications where id = ${applicationId}`,
    sql`insert into waiting_list (decision_id, application_id, programme_id, amount_cents, place, registered_year, registered_number)
      select gen_random_uuid(), id, programme_id, 100, '{1}', 2026, 1 from applications where id = ${applicationId}`,
    sql`insert into retention_holds (id, programme_id, application_id, reason, set_by) select gen_random_uuid(), programme_id, id, 'Causa', ${operator.id} from applications where id = ${applicationId}`,
    sql`insert into voucher_acts (id, application_id, voucher_id, act, actor_kind, actor_id) values (gen_random_uuid(), ${applicationId}, ${voucherId}, 'resend', 'user', ${operator.id})`,
    sql`insert into samples (id, programme_id, number, percent, listed, list_sha256, commitment, prepared_by, secret, public_number, public_source, drawn_by, drawn_at)
      select ${sample}, programme_id, 1, 100, 1, ${digest}, ${digest}, ${operator.id}, 'draw-secret', '1', 'Lotto', ${operator.id}, now() from applications where id = ${applicationId}`,
    sql`insert into declaration_checks (application_id, sample_id, place, closed_by, closed_at) values (${applicationId}, ${sample}, 1, ${operator.id}, now())`,
    sql`insert into check_outcomes (application_id, declaration, outcome, words, recorded_by) values (${applicationId}, 'residence', 'difforme',
      ${JSON.stringify(sealedCheckWords.seal(`${applicationId}/residence`, { comparedWith: 'Anagrafe', note: 'other-person' }))}, ${operator.id})`,
    sql`insert into recovery_steps (application_id, number, state, day, amount_cents, note, recorded_by)
      values (${applicationId}, 1, 'da richiedere', '2026-01-01', 100, ${sealedRecoveryNote.seal(`${applicationId}/1`, 'other-person')}, ${operator.id})`,
    sql`insert into merchants (id, name) values (${merchant}, 'Bottega')`,
    sql`insert into shops (id, merchant_id, name) values (${shop}, ${merchant}, 'Sede')`,
    sql`insert into voucher_holds (id, voucher_id, merchant_id, shop_id, actor_kind, actor_id, amount_cents, expires_at)
      values (gen_random_uuid(), ${voucherId}, ${merchant}, ${shop}, 'till', gen_random_uuid(), 100, ${later})`,
    sql`insert into retired_codes (code, voucher_id) values ('WXYZ234', ${voucherId})`,
    sql`insert into redemptions (id, voucher_id, merchant_id, actor_kind, actor_id, amount_cents, shop_id)
      values (${spend}, ${voucherId}, ${merchant}, 'till', gen_random_uuid(), 100, ${shop})`,
    sql`insert into transfers (id, kind, debit_account_id, credit_account_id, amount_cents, business_key)
      select gen_random_uuid(), 'redemption', account_id, gen_random_uuid(), 100, ${`redemption:${spend}`} from vouchers where id = ${voucherId}`,
    sql`insert into redemption_voids (redemption_id, reason, actor_kind, actor_id) values (${spend}, 'Errore', 'till', gen_random_uuid())`,
    sql`insert into tickets (id, code, secret, user_id, name, phone, email, status, event_number, first_answer_by, resolve_by, due_at)
      values (${ticket}, 'ABCD2345', 'ticket-secret', ${person.id}, 'Mario Rossi', '', 'a@example.org', 'aperta', 1, ${later}, ${later}, ${later})`,
    sql`insert into ticket_messages (id, ticket_id, author, body) values (${message}, ${ticket}, 'richiedente', ${sealedTicketMessage.seal(message, 'Aiuto')})`,
    sql`insert into ticket_files (id, ticket_id, message_id, file_name) values (gen_random_uuid(), ${ticket}, ${message}, 'foto.jpg')`,
    sql`insert into audit_entries (view, actor_kind, actor_id, role, channel, act, subject, subject_id)
      values (true, 'user', ${operator.id}, 'operatore', 'web', 'view.application', 'application', ${applicationId})`,
  ];
  for (const statement of statements) await db.execute(statement);
  await sent(
    'ticket-opened',
    { name: 'Mario', code: 'ABCD2345', secret: 'ticket-secret' },
    `ticket-opened:${ticket}:1`,
  );
}

/** Lets rows stand that no act would leave, in a database that is this test's alone. */
const loosen = () =>
  town.db.$client.query(`do $$ declare c record; begin
    for c in select conrelid::regclass as at, conname from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace loop
      execute format('alter table %s drop constraint %I', c.at, c.conname);
    end loop;
    for c in select oid::regclass as at from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace loop
      execute format('alter table %s disable trigger user', c.at);
    end loop;
  end $$`);

beforeAll(async () => {
  town = await openTown(4);
  reaching = await tablesOfPeople();
  ({ slug } = await town.programme());
  operator = await town.user('operatore');
  voucher = await issued(town, operator, slug);
  citizen = await citizenOf(voucher.applicationId);
  other = await citizenOf((await issued(town, operator, slug)).applicationId);
  third = await issued(town, operator, slug);
  await loosen();
  await plantRows(citizen, voucher);
});
afterAll(() => town.close());

/** Every table from which a person or an application is reached, and every one with an id that may be a person's. */
async function tablesOfPeople(): Promise<string[]> {
  const { rows } = await town.db.$client.query<{ name: string }>(`
    with recursive reaching (name) as (
      values ('users' collate "C"), ('applications')
      union
      select tc.table_name::text from reaching r
        join information_schema.constraint_column_usage u on u.table_name = r.name
        join information_schema.table_constraints tc on tc.constraint_name = u.constraint_name
          and tc.constraint_schema = u.constraint_schema and tc.constraint_type = 'FOREIGN KEY'
      where tc.table_schema = 'public'
    )
    select name from reaching
    union
    select table_name::text from information_schema.columns
      where table_schema = 'public' and data_type = 'uuid' and column_name <> 'id'
    union
    select 'messages'
    order by 1`);
  return rows.map(({ name }) => name);
}

describe('a copy', () => {
  it('has, of every table that reaches a person, what it holds, or a reason why not', () => {
    expect(reaching).toEqual(
      expect.arrayContaining(['users', 'inquiries', 'sessions', 'letters', 'messages']),
    );
    const known = [...Object.keys(inCopy), ...Object.keys(leftOut)];
    expect(reaching.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name, index) => known.indexOf(name) !== index)).toEqual([]);
  });

  it('shows something of each', async () => {
    await answered(voucher.applicationId, { members: [] }, 'anagrafe');
    await sent(
      'application-approved',
      {
        givenName: 'M',
        programme: 'B',
        applicationId: voucher.applicationId,
        registration: '1/2026',
        amountCents: 1,
      },
      `application-approved:${voucher.applicationId}:x`,
      'lettera.pdf',
    );
    const data = await copyOf(citizen);
    const application = data.applications[0];
    if (!application) throw new Error('the copy has no application');
    const empty = Object.entries(inCopy).filter(([, from]) => {
      const found = from(data, application);
      return Array.isArray(found) ? found.length === 0 : !found;
    });
    expect(empty.map(([name]) => name)).toEqual([]);
  });

  it('holds no secret, no hash, and no one else', async () => {
    const { applicationId, code } = voucher;
    await sent(
      'credentials',
      { givenName: 'M', username: 'm.rossi', temporaryPassword: 'abcd-2345-efgh' },
      `credentials:${citizen.id}`,
    );
    await sent(
      'voucher-code',
      { programme: 'Buoni', code: 'WXYZ234', amountCents: 100, expiresOn: '01/01/2027' },
      `voucher-code:${applicationId}:a`,
    );
    await sent(
      'review-requested',
      { registration: '1/2026', applicationId, decideBy: 'per l’ufficio' },
      `review-requested:${applicationId}:a`,
    );
    await sent(
      'credentials',
      { givenName: 'other-person', username: 'o', temporaryPassword: 'x-x' },
      `credentials:${other.id}`,
    );
    const data = await copyOf(citizen);
    expect(data.messages.find(({ kind }) => kind === 'credentials')).toMatchObject({
      title: 'Codici di accesso',
      channel: 'email',
      recipient: 'a@example.org',
      status: 'in coda',
      text: expect.stringContaining('Username: m.rossi\nPassword: ••••') as string,
    });
    expect(data.messages.find(({ kind }) => kind === 'voucher-code')?.text).toContain(
      'Codice …234, 1,00 euro',
    );
    expect(data.messages.map(({ kind }) => kind)).not.toContain('review-requested');
    expect(data.messages.filter(({ kind }) => kind === 'credentials')).toHaveLength(1);
    const written = JSON.stringify(data);
    for (const secret of [...secrets, 'abcd-2345-efgh', 'ticket-secret', 'WXYZ234']) {
      expect(written).not.toContain(secret);
    }
    expect(written).not.toMatch(/"(?!must)\w*(hash|secret|token|challenge|publickey|password)":/i);
    expect(data.applications[0]?.voucher?.code).toBe(code);
  });

  it('gives what registers said to who has proved that it is about them, and nobody else in it', async () => {
    const { applicationId } = third;
    const person = await citizenOf(applicationId);
    const fiscalCode = await codeOf(person);
    const member = {
      familyName: 'Bianchi',
      givenName: 'Anna',
      birthDate: '1990-01-01',
      relation: 'MG',
      municipality: null,
    };
    const you = { ...member, fiscalCode, familyName: 'Rossi', givenName: 'Mario' };
    await answered(
      applicationId,
      { members: [you, { ...member, fiscalCode: 'BNCNNA90A41A662X' }] },
      'anagrafe',
    );
    const isee = { iseeCents: 1_234_500, dsu: 'INPS-ISEE-1', dsuOn: '2026-02-01', differs: false };
    await answered(applicationId, isee, 'isee');
    const answers = async () => (await copyOf(person)).applications[0]?.inquiries.map(({ answer }) => answer);
    expect(await answers()).toEqual([
      { withheld: 'identity-not-proven' },
      { withheld: 'identity-not-proven' },
    ]);
    expect((await copyOf(person)).registers.isee).toEqual({ withheld: 'identity-not-proven' });
    await prove(person);
    expect(await answers()).toEqual([{ you, declaredMembers: [], otherMembers: 1 }, { isee }]);
    expect(JSON.stringify(await copyOf(person))).not.toMatch(/Bianchi|BNCNNA/);
    // They applied for somebody else: what is said of that person is for that person.
    await town.db.update(users).set({ fiscalCode: 'RSSMRA85T10A999X' }).where(eq(users.id, person.id));
    expect(await answers()).toEqual([{ withheld: 'another-person' }, { withheld: 'another-person' }]);
  });
});
