import twilio from 'twilio';
import type { FailureReason } from '../../domain/delivery';
import { retryAfter } from '../retry-after';
import { GatewayBusy, PermanentRefusal, type MessageGateway, type OutgoingMessage } from './port';
import { addressed } from './recipient';

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  /** A number of the account in E.164, the name of the sender (11 letters), or a messaging service (`MG…`). */
  from: string;
  /** `https://api.twilio.com`, or that of a region, e.g. `https://api.dublin.ie1.twilio.com`. */
  url: string;
  /** Where receipts are told; null where the portal cannot be reached from outside. */
  statusUrl: string | null;
  patienceMs?: number;
}

/** No answer is waited for longer: two may be needed within the half minute of an activity. */
const patience = 10_000;

/** Clocks that differ by less are taken for the same. */
const skewMs = 60_000;

/** How many of the newest messages to a number are looked at. */
const remembered = 50;

/**
 * SMS through Twilio's SDK. Twilio knows no idempotency keys, so before a second try it is asked whether it has the
 * message: the same text to the same number since the first one. Its receipts carry the message's id in their address,
 * so that they find the message even where the answer that named it was lost.
 */
export function twilioGateway(account: TwilioAccount): MessageGateway {
  const { accountSid, authToken, from, url, statusUrl, patienceMs: timeout = patience } = account;
  const client = twilio(accountSid, authToken, { httpClient: new Line({ timeout }) });
  client.api.baseUrl = url;

  const takenBefore = async ({
    recipient: to,
    text,
    triedSince,
  }: OutgoingMessage): Promise<string | null> => {
    if (triedSince === null) return null;
    const known = await client.messages.list({ to, limit: remembered, pageSize: remembered });
    const since = triedSince.getTime() - skewMs;
    // On a trial account Twilio puts words of its own before the text.
    const same = known.find(
      ({ body, dateCreated }) => body.endsWith(text) && new Date(dateCreated).getTime() >= since,
    );
    return same?.sid ?? null;
  };

  return {
    send: async (message) => {
      const { recipient: to, text: body, idempotencyKey } = addressed(message);
      const earlier = await takenBefore(message);
      if (earlier !== null) return earlier;
      const { sid } = await client.messages.create({
        to,
        body,
        ...(from.startsWith('MG') ? { messagingServiceSid: from } : { from }),
        ...(statusUrl !== null && { statusCallback: `${statusUrl}?message=${idempotencyKey}` }),
      });
      if (typeof sid !== 'string' || sid === '') throw new Error('twilio: the answer names no message');
      return sid;
    },
  };
}

/** Twilio's line: every answer is judged before the SDK, whose errors may repeat what was sent, sees it. */
class Line extends twilio.RequestClient {
  override async request<T>(...[options]: Parameters<twilio.RequestClient['request']>) {
    const response = await super.request<T>(options as never).catch((fault: unknown) => {
      throw new Error(`twilio: no answer (${codeOf(fault)})`);
    });
    judge(response);
    return response;
  }
}

interface Answer {
  statusCode: number;
  headers: unknown;
  body: unknown;
}

function judge({ statusCode: status, headers, body }: Answer): void {
  const known = typeof body === 'object' && body !== null;
  if (status >= 200 && status < 300) {
    if (known) return;
    throw new Error('twilio: an answer without sense');
  }
  const code = known && 'code' in body && typeof body.code === 'number' ? body.code : null;
  const words = `twilio: ${status}${code === null ? '' : ` (${code})`}`;
  const wait = retryAfter((headers as Record<string, string> | undefined)?.['retry-after']);
  if (status === 429 || wait !== null) throw new GatewayBusy(words, wait);
  // The request itself is at fault, and not what the account may do: that is mended, and tried again meanwhile.
  if (status === 400 && code !== null && !ofTheAccount.has(code)) {
    throw new PermanentRefusal(words, reasons[code]);
  }
  throw new Error(words);
}

/** Faults of how the account is set up: its sender, its services, the countries it may write to, its address here. */
const ofTheAccount: ReadonlySet<number> = new Set([
  20003, 21212, 21408, 21603, 21606, 21608, 21609, 21611, 21659, 21660, 21661, 21701, 21703, 21704, 21705,
]);

const reasons: Readonly<Record<number, FailureReason>> = {
  21211: 'unknown-recipient',
  21214: 'unknown-recipient',
  21217: 'unknown-recipient',
  21614: 'unknown-recipient',
  21635: 'unknown-recipient',
  21610: 'unsubscribed',
};

/** The system's code of a fault (`ECONNREFUSED`), never its words. */
function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
}
