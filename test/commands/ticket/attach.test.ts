import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attachToTicket, recordTicketFile, ticketFileToInspect } from '../../../commands/ticket/attach';
import { askRequester } from '../../../commands/ticket/ask';
import { openTicket } from '../../../commands/ticket/open';
import { ticketByCode, ticketFile } from '../../../db/queries/tickets/file';
import { longestFile } from '../../../domain/attachment/limits';
import { ticketFileLimit } from '../../../domain/ticket/files';
import { keptHere, readHere } from '../../support/attach';
import { done, openTown, type Town, type User } from '../../support/town';

let town: Town;
let desk: User;

beforeAll(async () => {
  town = await openTown();
  desk = await town.user('supporto');
});
afterAll(() => town.close());

async function opened() {
  const requestId = newId();
  const email = `${requestId}@example.org`;
  const request = { requestId, name: 'Luigi', phone: '070123456', email, reason: 'Aiuto', page: null };
  return { id: requestId, ...done(await openTicket(town.db, { ...request, userId: null })) };
}

type Opened = Awaited<ReturnType<typeof opened>>;

const send = (
  { code, secret }: Opened,
  changes: Partial<{ fileId: string; bytes: Buffer; fileName: string }> = {},
) =>
  attachToTicket(
    town.db,
    { secret },
    { code, fileId: newId(), fileName: 'isee.pdf', bytes: Buffer.from('x'), ...changes },
  );

const file = (code: string) => ({ error: { code: 'invalid', faults: [{ field: 'file', code }] } });

describe('a file that comes with a request', () => {
  it('is a reply: what waited for it is in the desk’s hands again', async () => {
    const ticket = await opened();
    done(await askRequester(town.db, desk, { code: ticket.code, text: 'Ci mandi l’ISEE?' }));
    const fileId = newId();
    for (let click = 0; click < 2; click++)
      done(await send(ticket, { fileId, fileName: String.raw`C:\carte\isee` + '\r\n.pdf' }));
    const found = await ticketByCode(town.db, ticket.code);
    expect(found?.ticket.status).toBe('in lavorazione');
    expect(found?.conversation.at(-1)?.file).toMatchObject({ fileName: 'isee.pdf', status: 'in controllo' });
    expect(found?.conversation).toHaveLength(3);
  });

  it('is given to nobody before it is inspected, and only as its clean copy then', async () => {
    const ticket = await opened();
    const [fileId, other] = [newId(), await opened()];
    done(await send(ticket, { fileId, bytes: Buffer.from('as sent') }));
    expect(await ticketFile(town.db, ticket.id, fileId)).toBeNull();
    expect(await ticketFileToInspect(town.db, fileId)).toEqual(Buffer.from('as sent'));
    for (let again = 0; again < 2; again++) {
      const verdict = await keptHere(town.db, fileId, Buffer.from('clean'));
      done(await recordTicketFile(town.db, { fileId, verdict }));
    }
    done(await recordTicketFile(town.db, { fileId, verdict: { refusal: 'infected' } }));
    expect(await ticketFile(town.db, ticket.id, fileId)).toMatchObject({
      fileName: 'isee.pdf',
      mediaType: 'application/pdf',
      storeKey: null,
    });
    expect(await readHere(town.db, fileId)).toEqual(Buffer.from('clean'));
    expect(await ticketFile(town.db, other.id, fileId)).toBeNull();
    expect(await ticketFileToInspect(town.db, fileId)).toBe('judged');
  });

  it('that is refused leaves nothing of itself', async () => {
    const ticket = await opened();
    const fileId = newId();
    done(await send(ticket, { fileId }));
    done(await recordTicketFile(town.db, { fileId, verdict: { refusal: 'infected' } }));
    const { rows } = await town.db.$client.query('select * from ticket_file_contents where file_id = $1', [
      fileId,
    ]);
    expect(rows).toEqual([]);
    expect(await ticketFile(town.db, ticket.id, fileId)).toBeNull();
  });

  it('is taken from its person alone, in measure', async () => {
    const [ticket, other] = [await opened(), await opened()];
    expect(await send({ ...ticket, secret: other.secret })).toMatchObject({ error: { code: 'not-found' } });
    expect(await send(ticket, { bytes: Buffer.alloc(0) })).toMatchObject(file('attachment-empty'));
    expect(await send(ticket, { bytes: Buffer.alloc(longestFile + 1) })).toMatchObject(
      file('attachment-too-large'),
    );
    for (let sent = 0; sent < ticketFileLimit; sent++) done(await send(ticket));
    expect(await send(ticket)).toMatchObject(file('attachment-too-many'));
  });
});
