import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../db/migrate';
import * as access from '../../db/schema/access';
import * as applications from '../../db/schema/applications';
import * as audit from '../../db/schema/audit';
import * as attachments from '../../db/schema/attachments';
import * as budget from '../../db/schema/budget';
import * as batches from '../../db/schema/batches';
import * as control from '../../db/schema/control';
import * as consents from '../../db/schema/consents';
import * as filedFor from '../../db/schema/filed-for';
import * as delivery from '../../db/schema/delivery';
import * as identities from '../../db/schema/identities';
import * as ledger from '../../db/schema/ledger';
import * as limits from '../../db/schema/limits';
import * as merchants from '../../db/schema/merchants';
import * as office from '../../db/schema/office';
import * as ownData from '../../db/schema/own-data';
import * as people from '../../db/schema/people';
import * as pins from '../../db/schema/pins';
import * as procedure from '../../db/schema/procedure';
import * as rankings from '../../db/schema/rankings';
import * as programmeDrafts from '../../db/schema/programme-drafts';
import * as ratings from '../../db/schema/ratings';
import * as registers from '../../db/schema/registers';
import * as retention from '../../db/schema/retention';
import * as settlements from '../../db/schema/settlements';
import * as tickets from '../../db/schema/tickets';
import * as voucherActs from '../../db/schema/voucher-acts';
import * as waitingRoom from '../../db/schema/waiting-room';
import { requestKinds } from '../../domain/application/clock';
import { annulmentReasons, codesOf, rejectionReasons } from '../../domain/application/reasons';
import { applicationStatuses } from '../../domain/application/status';
import { batchKinds } from '../../domain/batch/batch';
import { rowStates } from '../../domain/batch/row';
import { consentKinds } from '../../domain/consent/texts';
import { checkOutcomes } from '../../domain/control/check';
import { recoveryStates } from '../../domain/control/recovery';
import { findings } from '../../domain/control/signals';
import { documentKinds } from '../../domain/attachment/kinds';
import { mediaTypes } from '../../domain/attachment/limits';
import { inspectionRefusals } from '../../domain/attachment/refusal';
import { attachmentStatuses } from '../../domain/attachment/status';
import { failureReasons, messageStatuses } from '../../domain/delivery';
import { certifiableFields, identityMethods } from '../../domain/identity/identity';
import { callActs } from '../../domain/call/call';
import { mandateProofs, organisationKinds } from '../../domain/mandate/mandate';
import { letterStatuses } from '../../domain/pin/letter';
import { pinEnds } from '../../domain/pin/terms';
import { accountKinds, transferKinds } from '../../domain/ledger';
import { merchantStatuses } from '../../domain/merchant/status';
import { ownDataKinds, ownDataOutcomes, ownDataStatuses } from '../../domain/own-data/request';
import { processNames } from '../../domain/processes';
import { channels } from '../../domain/programme/rules';
import { draftStates, programmeStatuses } from '../../domain/programme/status';
import { inquiryStates, registerNames, registerSources } from '../../domain/register/registers';
import { roles } from '../../domain/roles';
import { accessEventKinds } from '../../domain/second-factor';
import { sessionLevels, sessionMethods } from '../../domain/session';
import { ticketFileStatuses } from '../../domain/ticket/files';
import { ticketLinkKinds } from '../../domain/ticket/links';
import { lookKinds } from '../../domain/ticket/look';
import { deskLevels, ticketCategories, ticketPriorities } from '../../domain/ticket/service-levels';
import { paymentEnds } from '../../domain/settlement/outcomes';
import { settlementStatuses } from '../../domain/settlement/status';
import { ticketStatuses } from '../../domain/ticket/status';
import { voucherActKinds } from '../../domain/voucher/acts';
import { holdEnds } from '../../domain/voucher/holds';
import { voucherStatuses } from '../../domain/voucher/status';
import { openTown, type Town } from '../support/town';

let town: Town;

beforeAll(async () => {
  town = await openTown(2);
});
afterAll(() => town.close());

/** A column as `type`, `not null` where it is, and `filled` where a row may be written without it. */
type Shape = Record<string, Record<string, string>>;

const describeColumn = (type: string, notNull: boolean, filled: boolean): string =>
  [type, notNull ? 'not null' : '', filled ? 'filled' : ''].filter(Boolean).join(' ');

function shapeInCode(): Shape {
  const exported: unknown[] = [
    access,
    applications,
    attachments,
    audit,
    budget,
    batches,
    consents,
    control,
    delivery,
    identities,
    filedFor,
    pins,
    ledger,
    limits,
    merchants,
    office,
    ownData,
    people,
    procedure,
    programmeDrafts,
    tickets,
    ratings,
    registers,
    retention,
    rankings,
    settlements,
    voucherActs,
    waitingRoom,
  ].flatMap((file) => Object.values(file));
  const tables = exported.filter((each): each is PgTable => is(each, PgTable)).map(getTableConfig);
  return Object.fromEntries(
    tables.map(({ name, columns }) => [
      name,
      Object.fromEntries(
        columns.map((column) => {
          // What the code fills in is no default of the database's.
          const filled =
            (column.hasDefault && column.defaultFn === undefined) ||
            column.generated !== undefined ||
            column.generatedIdentity !== undefined;
          return [column.name, describeColumn(column.getSQLType(), column.notNull, filled)];
        }),
      ),
    ]),
  );
}

async function shapeInDatabase(): Promise<Shape> {
  const { rows } = await town.db.$client.query<{
    table: string;
    column: string;
    type: string;
    not_null: boolean;
    filled: boolean;
  }>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as not_null, a.atthasdef or a.attidentity <> '' as filled
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
      and a.attnum > 0 and not a.attisdropped and c.relname not in ('schema_migrations', 'migration_fingerprints')`);
  const shape: Shape = {};
  for (const { table, column, type, not_null, filled } of rows) {
    (shape[table] ??= {})[column] = describeColumn(type, not_null, filled);
  }
  return shape;
}

describe('the schema in the code', () => {
  it('is that of the migrated database: tables, columns, types, what may be missing and what is filled in', async () => {
    const inDatabase = await shapeInDatabase();
    expect(Object.keys(inDatabase).length).toBeGreaterThan(20);
    expect(shapeInCode()).toEqual(inDatabase);
  });

  it.each([
    ['applications', 'status', applicationStatuses],
    ['applications', 'channel', channels],
    ['consent_texts', 'kind', consentKinds],
    ['consent_acceptances', 'channel', channels],
    ['identities', 'method', identityMethods],
    ['users', 'certified_by', identityMethods],
    ['users', 'certified_fields', certifiableFields],
    ['users', 'role', roles],
    ['sessions', 'method', sessionMethods],
    ['sessions', 'level', sessionLevels],
    ['access_events', 'kind', accessEventKinds],
    ['accounts', 'kind', accountKinds],
    ['transfers', 'kind', Object.keys(transferKinds)],
    ['vouchers', 'status', voucherStatuses],
    ['voucher_acts', 'act', voucherActKinds],
    ['tickets', 'status', ticketStatuses],
    ['tickets', 'category', ticketCategories],
    ['tickets', 'priority', ticketPriorities],
    ['tickets', 'level', deskLevels],
    ['ticket_links', 'kind', ticketLinkKinds],
    ['ticket_files', 'status', ticketFileStatuses],
    ['ticket_files', 'refusal', inspectionRefusals],
    ['ticket_files', 'media_type', mediaTypes],
    ['desk_looks', 'kind', lookKinds],
    ['outbox', 'process', processNames],
    ['own_data_requests', 'kind', ownDataKinds],
    ['own_data_requests', 'status', ownDataStatuses],
    ['own_data_requests', 'outcome', ownDataOutcomes],
    ['pins', 'channel', channels],
    ['pins', 'ended_why', pinEnds],
    ['letters', 'status', letterStatuses],
    ['contact_call_acts', 'act', callActs],
    ['organisations', 'kind', organisationKinds],
    ['mandates', 'proof', mandateProofs],
    ['applications', 'opened_level', ['full', 'simplified']],
    ['control_reviews', 'finding', findings],
    ['check_outcomes', 'outcome', checkOutcomes],
    ['recovery_steps', 'state', recoveryStates],
    ['batches', 'kind', batchKinds],
    ['batch_rows', 'state', rowStates],
    ['attachments', 'kind', documentKinds],
    ['attachments', 'status', attachmentStatuses],
    ['attachments', 'refusal', inspectionRefusals],
    ['attachments', 'media_type', mediaTypes],
    ['messages', 'channel', ['sms', 'email']],
    ['messages', 'status', messageStatuses],
    ['messages', 'failure', failureReasons],
    ['webhook_receipts', 'status', messageStatuses.slice(1)],
    ['webhook_receipts', 'source', ['twilio', 'resend']],
    ['exports', 'format', ['csv', 'xlsx']],
    ['programmes', 'status', programmeStatuses],
    ['programme_drafts', 'state', draftStates],
    ['merchants', 'status', merchantStatuses],
    ['voucher_holds', 'ended_as', holdEnds],
    ['settlements', 'status', settlementStatuses],
    ['payments', 'outcome', paymentEnds],
    ['decisions', 'outcome', ['approvata', 'respinta']],
    ['decisions', 'reason_codes', codesOf(rejectionReasons)],
    ['citizen_requests', 'kind', requestKinds],
    ['citizen_requests', 'reason_codes', codesOf(rejectionReasons)],
    ['annulments', 'reason_codes', codesOf(annulmentReasons)],
    ['application_events', 'actor_kind', ['user', 'till', 'system']],
    ['ticket_messages', 'author', ['richiedente', 'supporto']],
    ['register_imports', 'register', registerNames],
    ['inquiries', 'register', registerNames],
    ['inquiries', 'state', inquiryStates],
    ['inquiries', 'source', registerSources],
  ] as [string, string, readonly string[]][])(
    'and the database take the same words for %s.%s',
    async (table, column, words) => {
      const { rows } = await town.db.$client.query<{ rule: string }>(
        'select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = $1::regclass and conname = $2',
        [table, `${table}_${column}_check`],
      );
      const taken = [...(rows[0]?.rule ?? '').matchAll(/'([^']+)'::text/g)].map(([, word = '']) => word);
      expect(taken.toSorted()).toEqual([...words].toSorted());
    },
  );
});

describe('the migrations', () => {
  it('done again change nothing', async () => {
    const before = await shapeInDatabase();
    const done = await town.db.$client.query('select * from schema_migrations');
    await migrate(town.url);
    expect(await shapeInDatabase()).toEqual(before);
    expect((await town.db.$client.query('select * from schema_migrations')).rows).toEqual(done.rows);
  });
});
