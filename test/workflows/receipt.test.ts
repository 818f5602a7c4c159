import { afterAll, beforeAll, expect, it } from 'vitest';
import { eq, like } from 'drizzle-orm';
import { decideApplication } from '../../commands/application/decide';
import { letterOf } from '../../db/queries/letter';
import { sealedMessageFile } from '../../db/sealing/columns';
import { writeLetter } from '../../documents/letter';
import { messageAttachments, messages } from '../../db/schema/delivery';
import { receiptOf } from '../../db/queries/receipt';
import { writeReceipt } from '../../documents/receipt';
import { writeRegistration } from '../../domain/application/registration';
import { ente } from '../../ente';
import { embeddedGateway } from '../../integrations/messages/embedded';
import type { OutgoingMessage } from '../../integrations/messages/port';
import { eventually, failingGateway, startEngine, type Engine } from '../support/engine';
import { readPdf } from '../support/pdf';
import { done, openTown, type Town } from '../support/town';

let town: Town;
let engine: Engine;

/** A carrier that fails once and shows what it was handed. */
const handed: OutgoingMessage[] = [];
const lame = failingGateway(1);
const email = {
  send: (message: OutgoingMessage): Promise<string> => {
    handed.push(message);
    return lame.send(message).then(() => embeddedGateway.send(message));
  },
};

beforeAll(async () => {
  town = await openTown();
  engine = await startEngine(town.db, town.url, { gateways: { email } });
});
afterAll(async () => {
  await engine.stop();
  await town.close();
});

const openedFile = (row: typeof messageAttachments.$inferSelect) => ({
  ...row,
  bytes: sealedMessageFile.open(`${row.messageId}/${row.name}`, row.bytes),
});

it('the mail that acknowledges an application carries its receipt, the same at each try, and keeps it', async () => {
  const { slug } = await town.programme();
  const id = await town.submitted(await town.user('cittadino'), slug);
  const kept = await eventually(
    () =>
      town.db
        .select({ attachment: messageAttachments, status: messages.status })
        .from(messageAttachments)
        .innerJoin(messages, eq(messages.id, messageAttachments.messageId)),
    (rows) => rows.some(({ status }) => status === 'inviato'),
  );
  const receipt = await receiptOf(town.db, id);
  if (!receipt) throw new Error('the application was registered');
  const file = await writeReceipt(receipt, { letterhead: ente, url: 'http://localhost' }, 'it');
  expect(kept.map(({ attachment, status }) => ({ attachment: openedFile(attachment), status }))).toEqual([
    { attachment: { ...file, messageId: expect.any(String) as string }, status: 'inviato' },
  ]);
  const carried = handed.map(({ attachments = [] }) =>
    attachments.map(({ bytes }) => bytes.equals(file.bytes)),
  );
  expect(carried).toEqual([[true], [true]]);
  expect((await readPdf(file.bytes)).title).toBe(`Ricevuta ${writeRegistration(receipt)}`);
});

it('the mail of a decision carries its letter, of an approval and of a rejection', async () => {
  const { slug } = await town.programme();
  const operator = await town.user('operatore');
  const approved = await town.approved(operator, await town.user('cittadino'), slug);
  const rejected = await town.submitted(await town.user('cittadino'), slug);
  const decision = { outcome: 'respinta', reason: 'Fuori dai requisiti' } as const;
  done(await decideApplication(town.db, operator, { applicationId: rejected, decision }));
  for (const [id, kind] of [
    [approved, 'application-approved'],
    [rejected, 'application-rejected'],
  ] as const) {
    const [carried] = await eventually(
      () =>
        town.db
          .select({
            bytes: messageAttachments.bytes,
            name: messageAttachments.name,
            messageId: messageAttachments.messageId,
          })
          .from(messageAttachments)
          .innerJoin(messages, eq(messages.id, messageAttachments.messageId))
          .where(like(messages.businessKey, `${kind}:${id}:%`)),
      (rows) => rows.length > 0,
    );
    const letter = await letterOf(town.db, id);
    if (!letter) throw new Error('the application was decided');
    const file = await writeLetter(letter, { letterhead: ente, url: 'http://localhost' }, 'it');
    expect(carried?.name).toBe(file.name);
    const row = `${carried?.messageId}/${carried?.name}`;
    const bytes = carried && sealedMessageFile.open(row, carried.bytes);
    expect(bytes?.equals(file.bytes)).toBe(true);
  }
});
