import { createTransport } from 'nodemailer';
import { PermanentRefusal, type MessageGateway } from './port';
import { addressed } from './recipient';
import { shownName, type MailSender } from './sender';

/** How the line to the mail server is closed to others: from the first byte, by `STARTTLS`, or not at all. */
export type SmtpSecurity = 'tls' | 'starttls' | 'none';

export interface SmtpServer extends MailSender {
  /** `host:port`. */
  address: string;
  security: SmtpSecurity;
  credentials: { user: string; password: string } | null;
  /** The certificate that signed the server's, as PEM, where no public authority did. */
  ca?: string;
  patienceMs?: number;
}

/** No sign of life is waited for longer. */
const patience = 10_000;

/**
 * Mail through a mail server of one's own. SMTP has no idempotency: a second try after a lost answer carries the same
 * `Message-ID`, by which mailboxes drop the copy. It has no receipts either: what comes back goes to the sender's mailbox.
 */
export function smtpGateway(server: SmtpServer): MessageGateway {
  const { address, security, credentials, ca, patienceMs = patience, fromAddress, replyTo } = server;
  const [, host, port] = /^(.+):(\d+)$/.exec(address) ?? [];
  const domain = fromAddress.split('@').at(-1);
  const transport = createTransport({
    host,
    port: Number(port),
    secure: security === 'tls',
    ...(security === 'none' ? { ignoreTLS: true } : { requireTLS: true }),
    ...(ca !== undefined && { tls: { ca } }),
    ...(credentials && { auth: { user: credentials.user, pass: credentials.password } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (message) => {
      const { recipient, subject, text, html, idempotencyKey, attachments = [] } = addressed(message);
      const messageId = `<${idempotencyKey}@${domain}>`;
      await transport
        .sendMail({
          messageId,
          replyTo,
          subject: subject ?? '',
          text,
          ...(html !== undefined && { html }),
          from: { name: shownName(server), address: fromAddress },
          to: { name: '', address: recipient },
          headers: { 'Auto-Submitted': 'auto-generated' },
          attachments: attachments.map(({ name, mediaType, bytes }) => ({
            filename: name,
            contentType: mediaType,
            content: bytes,
          })),
        })
        .catch((fault: unknown) => {
          throw faultOf(fault as SmtpFault);
        });
      return messageId;
    },
  };
}

type SmtpFault = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/** Replies to the recipient or the words of a mail; others are about us, and are mended. */
const aboutTheMail = /^(RCPT TO|DATA)/;

/** Replies that tell of a mailbox which is not there (RFC 3463: 5.1.x), or was never one. */
const noSuchMailbox = /^5\d\d[ -]5\.1\.\d/;

function faultOf({ code = 'unknown', command = '', response = '', responseCode }: SmtpFault): Error {
  if (responseCode === undefined) return new Error(`smtp: no answer (${code})`);
  // The reply's own words may repeat the address: its codes tell enough.
  const words = ['smtp:', responseCode, /[245]\.\d{1,3}\.\d{1,3}/.exec(response)?.[0]]
    .filter(Boolean)
    .join(' ');
  if (responseCode < 500 || !aboutTheMail.test(command)) return new Error(words);
  return new PermanentRefusal(words, noSuchMailbox.test(response) ? 'unknown-recipient' : 'refused');
}
