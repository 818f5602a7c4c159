import { httpCarrier, type Carrier } from './carrier';

export const twilioAccount = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token-of-the-account' };

/** Twilio's Messages resource: creates, and lists what was created to a number, newest first. */
export async function twilioDouble(): Promise<Carrier & { calls: URLSearchParams[] }> {
  const created: { sid: string; to: string; body: string; date_created: string }[] = [];
  const calls: URLSearchParams[] = [];
  const authorization = `Basic ${Buffer.from(`${twilioAccount.accountSid}:${twilioAccount.authToken}`).toString('base64')}`;
  const path = `/2010-04-01/Accounts/${twilioAccount.accountSid}/Messages.json`;
  const carrier = await httpCarrier({
    refused: {
      status: 400,
      body: { code: 21211, message: "The 'To' number +39333 is not valid", status: 400 },
    },
    unmended: { status: 400, body: { code: 21606, message: "The 'From' number is not yours", status: 400 } },
    answer: ({ method, url, headers, body }, taken) => {
      if (headers.authorization !== authorization) return { status: 401, body: { code: 20003 } };
      if (url.pathname !== path) return { status: 404, body: { code: 20404 } };
      if (method === 'GET') {
        const messages = created.filter(({ to }) => to === url.searchParams.get('To')).toReversed();
        return { status: 200, body: { messages, page: 0, page_size: 50, next_page_uri: null } };
      }
      const asked = new URLSearchParams(body);
      calls.push(asked);
      const [to, text] = [asked.get('To') ?? '', asked.get('Body') ?? ''];
      const sid = `SM${created.length.toString().padStart(32, '0')}`;
      // To the second, as the service writes it.
      created.push({ sid, to, body: text, date_created: new Date().toUTCString() });
      taken.push({
        identity: sid,
        recipient: to,
        subject: null,
        text,
        html: null,
        attachments: [],
        headers: {},
      });
      return { status: 201, body: { sid, to, body: text, status: 'queued' } };
    },
  });
  return Object.assign(carrier, { calls });
}
