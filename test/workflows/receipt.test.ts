import { afterAll, beforeAll, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { messageAttachments, messages } from '../../db/schema/delivery';
import { receiptOf } from '../../db/queries/receipt';
import { writeReceipt } from '../../documents/receipt';
import { writeRegistration } from '../../domain/application/registration';
import { ente } from '../../ente';
import { embeddedGateway, type OutgoingMessage } from '../../integrations/message-gateway';
import { eventually, failingGateway, startEngine, type Engine } from '../support/engine';
import { readPdf } from '../support/pdf';
import { openTown, type Town } from '../support/town';

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

it('the mail that acknowledges an application carries its receipt, the same at each try, and keeps it', async () => {
  const { slug } = await town.programme();
  const id = await town.submitted(await town.user('cittadino'), slug);
  const kept = await eventually(
    () =>
      town.db
        .select({ attachment: messageAttachments, status: messages.status })
        .from(messageAttachments)
        .innerJoin(messages, eq(messages.id, messageAttachments.messageId)),
    (rows) => rows.length > 0,
  );
  const receipt = await receiptOf(town.db, id);
  if (!receipt) throw new Error('the application was registered');
  const file = await writeReceipt(receipt, { letterhead: ente, url: 'http://localhost' }, 'it');
  expect(kept).toEqual([
    { attachment: { ...file, messageId: expect.any(String) as string }, status: 'inviato' },
  ]);
  const carried = handed.map(({ attachments = [] }) =>
    attachments.map(({ bytes }) => bytes.equals(file.bytes)),
  );
  expect(carried).toEqual([[true], [true]]);
  expect((await readPdf(file.bytes)).title).toBe(`Ricevuta ${writeRegistration(receipt)}`);
});
