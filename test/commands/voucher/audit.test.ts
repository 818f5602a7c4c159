import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noticeApplication } from '../../../commands/application/notice';
import { blockVoucher } from '../../../commands/voucher/block';
import { resendCode } from '../../../commands/voucher/resend';
import { checkInvariants } from '../../../db/queries/invariants';
import type { ApplicationNotice } from '../../../domain/notices';
import { done, openTown, type Town } from '../../support/town';
import { issued } from '../../support/voucher';
import { v7 as newId } from 'uuid';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** Lets the workflow have been told of everything, an hour ago. */
const letTimePass = () =>
  town.db.transaction(async (tx) => {
    await tx.execute(sql`delete from outbox`);
    await tx.execute(sql`alter table application_events disable trigger user`);
    await tx.execute(sql`update application_events set at = at - interval '1 hour'`);
    await tx.execute(sql`alter table application_events enable trigger user`);
  });

const broken = async (): Promise<string[]> => {
  await letTimePass();
  const reports = await checkInvariants(town.db);
  // Moving time is what the audit log is there to find.
  return reports
    .filter(({ name, faults }) => faults.length > 0 && !/audit log/.test(name))
    .map(({ name }) => name);
};

it('the audit finds a code that was never sent, on its last occasion, and no blocked one', async () => {
  const owed = 'the last occasion to send a code has its SMS, once the workflow has been told';
  const operator = await town.user('operatore');
  const { applicationId, voucherId } = await issued(town, operator, (await town.programme()).slug);
  const tell = async (notice: ApplicationNotice, occasion: string) =>
    done(await noticeApplication(town.db, { applicationId, notice, occasion, officeMail: 'u@example.org' }));
  expect(await broken()).toEqual([owed]);
  await tell('voucher-code', 'event-4');
  expect(await broken()).toEqual([]);
  done(await resendCode(town.db, operator, { voucherId, requestId: newId() }));
  expect(await broken()).toEqual([owed]);
  await tell('voucher-code-again', 'event-5');
  expect(await broken()).toEqual([]);
  done(await resendCode(town.db, operator, { voucherId, requestId: newId() }));
  done(await blockVoucher(town.db, operator, { voucherId, reason: 'Smarrito' }));
  expect(await broken()).toEqual([]);
});
