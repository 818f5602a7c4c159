import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordInspection } from '../../../commands/attachment/inspect';
import { receivePart } from '../../../commands/attachment/receive';
import { checkInvariants } from '../../../db/queries/invariants';
import { attached, begun, keptHere } from '../../support/attach';
import { done, openTown, type Town } from '../../support/town';

let town: Town;

/** A draft with a file of every state. */
beforeAll(async () => {
  town = await openTown(4);
  const citizen = await town.user('cittadino');
  const applicationId = await town.draft(citizen, (await town.programme()).slug);
  const arriving = await begun(town.db, citizen, applicationId, 30);
  for (const offset of [0, 10]) {
    done(await receivePart(town.db, citizen, { ...arriving, offset, bytes: Buffer.alloc(10, 1) }));
  }
  const whole = () => attached(town.db, citizen, applicationId, Buffer.from('%PDF-'));
  await whole();
  done(await recordInspection(town.db, { ...(await whole()), verdict: { refusal: 'type' } }));
  const accepted = await whole();
  const verdict = await keptHere(town.db, accepted.attachmentId, Buffer.from('%PDF-'));
  done(await recordInspection(town.db, { ...accepted, verdict }));
});
afterAll(() => town.close());

const tables = ['attachments', 'attachment_parts', 'attachment_contents', 'applications'];

/** What the audit finds broken after damage that the database's own guards would refuse; undone afterwards. */
async function brokenBy(damage: string): Promise<string[]> {
  const broken: string[] = [];
  await town.db
    .transaction(async (tx) => {
      for (const table of tables) await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
      await tx.execute(sql.raw(damage));
      const reports = await checkInvariants(tx);
      broken.push(...reports.filter(({ faults }) => faults.length > 0).map(({ name }) => name));
      tx.rollback();
    })
    .catch(() => undefined);
  return broken;
}

const hasItsCopy = 'an accepted attachment has its clean copy, and nothing of what came in is left';
const isWhole = 'what has arrived of an attachment is whole, part after part';

describe('the audit of attachments', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await brokenBy('select 1')).toEqual([]);
  });

  it.each([
    ['a clean copy that is gone', 'delete from attachment_contents', hasItsCopy],
    ['one that was cut', `update attachment_contents set bytes = 'x'`, hasItsCopy],
    [
      'one of a refused file',
      `insert into attachment_contents select id, 'x' from attachments where status = 'rifiutato'`,
      hasItsCopy,
    ],
    [
      'what came in of a file that was judged',
      `insert into attachment_parts select id, 0, 'x' from attachments where status = 'accettato'`,
      hasItsCopy,
    ],
    ['a part that is gone', 'delete from attachment_parts where position = 0', isWhole],
    ['a part in the wrong place', 'update attachment_parts set position = 11 where position = 10', isWhole],
    [
      'an upload left behind in an application that was sent',
      `update applications set status = 'annullata'`,
      'no application sent holds an attachment that never arrived',
    ],
  ])('finds %s', async (_name, damage, invariant) => {
    expect(await brokenBy(damage)).toContain(invariant);
  });
});
