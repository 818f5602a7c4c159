import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Carrier } from './carrier';

export const smtpCredentials = { user: 'portale', password: 'password-of-the-server' };

/** A reply of three digits, with what RFC 3463 adds. */
function reply(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/**
 * A mail server. It has no word for how long it wants to be left alone.
 *
 * @param options of the server; without any it takes mail in the clear from anybody
 */
export async function smtpDouble(options: SMTPServerOptions = { disabledCommands: ['AUTH', 'STARTTLS'] }) {
  const carrier: Carrier = { address: '', taken: [], mood: null, close: () => Promise.resolve() };
  const server = new SMTPServer({
    logger: false,
    closeTimeout: 100,
    ...options,
    onConnect: (_session, done) => {
      if (carrier.mood === 'silent') return;
      done(carrier.mood === 'busy' ? reply(421, '4.7.0 come back later') : undefined);
    },
    onAuth: ({ username, password }, _session, done) => {
      const { user, password: right } = smtpCredentials;
      if (username === user && password === right) done(null, { user });
      else done(reply(535, '5.7.8 no'));
    },
    onMailFrom: (_address, _session, done) => {
      done(carrier.mood === 'unmended' ? reply(550, '5.7.1 this sender is not yours') : null);
    },
    onRcptTo: ({ address }, _session, done) => {
      if (carrier.mood === 'broken') return done(reply(451, '4.3.0 out of order'));
      done(carrier.mood === 'refused' ? reply(550, `5.1.1 <${address}> does not exist`) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { rcptTo } = session.envelope;
        void take(
          Buffer.concat(chunks),
          rcptTo.map(({ address }) => address),
        ).then(() => {
          if (carrier.mood === 'lost-answer' || carrier.mood === 'malformed') {
            // Not a reply: a line that the connection is cut after.
            socketOf(session).end(carrier.mood === 'malformed' ? 'what?\r\n' : '');
          } else done();
        });
      });
    },
  });
  server.on('error', () => undefined);

  async function take(raw: Buffer, recipients: string[]): Promise<void> {
    const mail = await PostalMime.parse(raw);
    carrier.taken.push({
      identity: mail.messageId ?? '',
      recipient: recipients.join(),
      subject: mail.subject ?? null,
      text: mail.text?.replace(/\r?\n$/, '') ?? '',
      html: mail.html ?? null,
      attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
        name: filename ?? '',
        mediaType: mimeType,
        bytes: Buffer.from(content as ArrayBuffer),
      })),
      headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    });
  }

  /** The connection of a session: the server keeps it beside its number. */
  const socketOf = ({ id }: { id: string }) => {
    const connections = (server as unknown as { connections: Set<Connection> }).connections;
    const found = [...connections].find((connection) => connection.id === id);
    if (!found) throw new Error('the connection is gone');
    return found._socket;
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  carrier.address = `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  carrier.close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return carrier;
}

interface Connection {
  id: string;
  _socket: { end: (words: string) => void };
}
