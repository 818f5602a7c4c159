import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmBatch } from '../../../commands/batch/choose';
import { prepareExtension } from '../../../commands/batch/prepare-extension';
import { finishBatch, workNextRow } from '../../../commands/batch/work';
import { extendVoucher } from '../../../commands/voucher/extend';
import { issueVoucher } from '../../../commands/voucher/issue';
import { applications } from '../../../db/schema/applications';
import { batchRows } from '../../../db/schema/batches';
import { vouchers } from '../../../db/schema/ledger';
import { civilDate } from '../../../domain/calendar';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let operator: User;

beforeAll(async () => {
  town = await openTown();
  operator = await town.user('operatore');
});
afterAll(() => town.close());

const ahead = (days: number): string => civilDate(new Date(Date.now() + days * 86_400_000));

it('all vouchers of a programme get a later day, but those that have one or have ended', async () => {
  const { slug } = await town.programme();
  const issued: string[] = [];
  for (let each = 0; each < 4; each++) {
    const applicationId = await town.approved(operator, await town.user('cittadino'), slug);
    issued.push(done(await issueVoucher(town.db, { applicationId })).voucherId);
  }
  const [plain = '', later = '', ended = '', touched = ''] = issued;
  const reason = 'Proroga del bando';
  done(await extendVoucher(town.db, operator, { voucherId: later, expiresOn: ahead(200), reason }));
  await town.db.update(vouchers).set({ status: 'scaduto' }).where(eq(vouchers.id, ended));
  const asked = { programme: slug, expiresOn: ahead(150), reason };
  const { batchId } = done(await prepareExtension(town.db, operator, asked));
  done(await extendVoucher(town.db, operator, { voucherId: touched, expiresOn: ahead(120), reason }));
  done(await confirmBatch(town.db, operator, { batchId }));
  while (await workNextRow(town.db, batchId));
  expect(await finishBatch(town.db, batchId)).toBe(true);
  const rows = await town.db
    .select({ voucherId: batchRows.voucherId, state: batchRows.state, refusal: batchRows.refusal })
    .from(batchRows)
    .where(eq(batchRows.batchId, batchId))
    .orderBy(asc(batchRows.position));
  expect(rows.map(({ voucherId, state, refusal }) => [voucherId, refusal?.code ?? state])).toEqual([
    [plain, 'fatta'],
    [later, 'expires-later'],
    [ended, 'voucher-ended'],
    [touched, 'row-changed'],
  ]);
  const [voucher] = await town.db.select().from(vouchers).where(eq(vouchers.id, plain));
  expect(civilDate(voucher?.expiresAt ?? new Date(0))).toBe(ahead(150));
});

it('is refused field by field', async () => {
  const { slug } = await town.programme();
  const asked = { programme: slug, expiresOn: ahead(10), reason: 'Proroga' };
  const faults = async (changes: Partial<typeof asked>, actor = operator) => {
    const outcome = await prepareExtension(town.db, actor, { ...asked, ...changes });
    return outcome.ok || outcome.error.code !== 'invalid'
      ? outcome
      : outcome.error.faults.map(({ field, code }) => `${field} ${code}`);
  };
  expect(await faults({ programme: 'ness\0uno' })).toEqual(['programme choice']);
  expect(await faults({ expiresOn: '' })).toEqual(['expiresOn required']);
  expect(await faults({ expiresOn: '2026-02-30' })).toEqual(['expiresOn date']);
  expect(await faults({ expiresOn: ahead(-1) })).toEqual(['expiresOn date-past']);
  expect(await faults({ expiresOn: ahead(4_000) })).toEqual(['expiresOn day-too-far']);
  expect(await faults({ reason: ' ' })).toEqual(['reason required']);
  expect(await faults({ reason: 'x\0' })).toEqual(['reason characters']);
  expect(await faults({ reason: 'x\ud800' })).toEqual(['reason characters']);
  expect(await faults({})).toEqual([' batch-empty']);
  expect(await faults({}, await town.user('cittadino'))).toMatchObject({ error: { code: 'not-found' } });
  expect(await town.db.select().from(applications).where(eq(applications.status, 'approvata'))).toHaveLength(
    4,
  );
});
