import { and, count, eq, inArray, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessEvents } from '../../db/schema/access';
import { applicationEvents, applications, decisions, registrations } from '../../db/schema/applications';
import { attachments } from '../../db/schema/attachments';
import { messages } from '../../db/schema/delivery';
import { redemptions, redemptionVoids, vouchers } from '../../db/schema/ledger';
import { users } from '../../db/schema/people';
import { ticketMessages, tickets } from '../../db/schema/tickets';
import { attack, writtenForm } from '../support/attack';
import { send, type WireAnswer } from '../support/fuzz/send';
import type { WireCall } from '../support/fuzz/requests';
import { given } from '../support/given';
import { cookiesOf, openGuests, type Guests } from '../support/guests';
import { openLossyLine, type LossyLine } from '../support/lost-answers';
import { writtenPdf } from '../support/pdf-samples';
import { messageTo, somebody } from '../support/portal';
import { demoPassword } from '../../scripts/demo/people';

/**
 * A step done again because its answer was lost after the application had committed, because a page was reloaded or gone back
 * to, or twice at once as by a double click, has one effect and leads to the same place. Posts are those of a browser
 * without scripts: with them a form holds back the second click by itself.
 */

let guests: Guests;
let line: LossyLine;
beforeAll(async () => {
  [guests, line] = await Promise.all([openGuests(), openLossyLine()]);
});
afterAll(() => Promise.all([guests.close(), line.close()]));

const rows = async (table: PgTable, where: SQL | undefined): Promise<number> => {
  const [found] = await guests.db.select({ rows: count() }).from(table).where(where);
  return found?.rows ?? 0;
};

/** Where an answer leads, without the sign that makes a page saved again a new one; or its status where it stays. */
const placeOf = ({ status, headers }: WireAnswer): string =>
  headers.location?.replace(/(?<=[?&]salvata)=\w+/, '') ?? String(status);

interface Step {
  /** The very post, to be sent again as it is. */
  call: WireCall;
  /** How often it has been done, counted in the database. */
  effects: () => Promise<number>;
  /** Where it leads. */
  place: RegExp;
}

const newPassword = 'parola-nuova-77';

const citizenWith = async <T>(
  of: (citizen: Awaited<ReturnType<Guests['user']>>, cookie: string) => Promise<T>,
) => {
  const citizen = await guests.user('cittadino');
  return of(citizen, await cookiesOf(citizen.username));
};

const steps: Record<string, () => Promise<Step>> = {
  'the request for access': async () => {
    const person = somebody();
    const fields = {
      ...person,
      province: 'CA',
      postalCode: '09032',
      address: 'Via Dalmazia, 23',
      emailAgain: person.email,
      consent: 'si',
    };
    return {
      call: await writtenForm('/accreditamento', Object.entries(fields)),
      // The person, and whatever mail they get.
      effects: async () =>
        (await rows(users, eq(users.fiscalCode, person.fiscalCode))) *
        (await rows(messages, eq(messages.recipient, person.email))),
      place: /^\/accreditamento\/inviata$/,
    };
  },

  'the request to recover a password': () =>
    citizenWith(async ({ username }) => ({
      call: await writtenForm('/recupera-password', [['username', username]]),
      effects: () => rows(messages, eq(messages.recipient, `${username}@example.org`)),
      place: /^\/recupera-password\/inviata$/,
    })),

  'the new password by the link of the mail': () =>
    citizenWith(async ({ id, username }) => {
      await send(await writtenForm('/recupera-password', [['username', username]]));
      const { text } = await messageTo(`${username}@example.org`, 'Recupero');
      const path = /\/recupera-password\/[^\s/]+/.exec(text)?.[0] ?? '';
      return {
        call: await writtenForm(path, [
          ['password', newPassword],
          ['again', newPassword],
        ]),
        effects: () =>
          rows(accessEvents, and(eq(accessEvents.userId, id), eq(accessEvents.kind, 'password-recovered'))),
        place: /^\/accedi\?password=nuova$/,
      };
    }),

  'the save of a section': () =>
    citizenWith(async (citizen, cookie) => {
      const draft = await guests.draft(citizen);
      const before = await versionOf(draft);
      const path = `/domande/${draft}/sezioni/condizione-di-bisogno`;
      const words: [string, string][] = [
        ['need.description', 'Perdita del lavoro'],
        ['act', 'salva'],
      ];
      return {
        call: await writtenForm(path, words, { cookie }),
        effects: async () => (await versionOf(draft)) - before,
        place: /sezioni\/condizione-di-bisogno\?salvata/,
      };
    }),

  'a document': () =>
    citizenWith(async (citizen, cookie) => {
      const draft = await guests.draft(citizen);
      const file = new File([new Uint8Array(await writtenPdf())], 'isee.pdf');
      return {
        call: await writtenForm(
          `/domande/${draft}/allegati`,
          [
            ['kind', 'isee'],
            ['file', file],
          ],
          { cookie },
          'allegati/carica',
        ),
        effects: () => rows(attachments, eq(attachments.applicationId, draft)),
        place: /\/allegati\?caricato=/,
      };
    }),

  'the submission': () =>
    citizenWith(async (citizen, cookie) => {
      const draft = await guests.wholeDraft(citizen);
      return {
        call: await writtenForm(`/domande/${draft}/riepilogo`, [], { cookie }, 'name="version"'),
        effects: () => rows(registrations, eq(registrations.applicationId, draft)),
        place: /\/ricevuta$/,
      };
    }),

  'an approval': async () => {
    const { applicationId, cookie } = await onDesk();
    const path = `/operatore/domande/${applicationId}`;
    return {
      call: await writtenForm(
        path,
        [
          ['amountCents', '300,00'],
          ['reason', 'Come da istruttoria'],
        ],
        { cookie },
        'id="approva"',
      ),
      effects: () => rows(decisions, eq(decisions.applicationId, applicationId)),
      place: /\?fatto=approvata$/,
    };
  },

  'a rejection': async () => {
    const { applicationId, cookie } = await onDesk();
    const fields: [string, string][] = [
      ['reasonCodes.altro', 'si'],
      ['reason', 'Fuori dai requisiti'],
    ];
    return {
      call: await writtenForm(`/operatore/domande/${applicationId}`, fields, { cookie }, 'id="respingi"'),
      effects: () => rows(decisions, eq(decisions.applicationId, applicationId)),
      place: /\?fatto=respinta$/,
    };
  },

  'a spend by a till’s software': async () => {
    const { keys } = await guests.shop();
    const code = await guests.voucher();
    return {
      call: {
        method: 'POST',
        path: `/api/v1/vouchers/${code}/redemptions`,
        headers: {
          authorization: `Bearer ${keys[0]}`,
          'content-type': 'application/json',
          'idempotency-key': newId(),
        },
        body: Buffer.from(JSON.stringify({ amountCents: 1_000 })),
      },
      effects: async () => {
        const [voucher] = await guests.db.select().from(vouchers).where(eq(vouchers.code, code));
        return rows(redemptions, eq(redemptions.voucherId, voucher?.id ?? ''));
      },
      place: /^201$/,
    };
  },

  'a spend taken back': async () => {
    const { merchantId } = await guests.shop();
    const cashier = await guests.user('esercente', merchantId);
    const spend = await guests.spend(cashier, await guests.voucher());
    return {
      call: await writtenForm(
        `/esercente/esito/${spend}`,
        [['why', 'amount']],
        { cookie: await cookiesOf(cashier.username) },
        'name="why"',
      ),
      effects: () => rows(redemptionVoids, eq(redemptionVoids.redemptionId, spend)),
      place: /^\/esercente\/esito\//,
    };
  },

  'a request for help': async () => {
    const email = somebody().email;
    const fields = { name: 'Ada Ospite', phone: '3331234567', email, reason: 'Non riesco a entrare' };
    return {
      call: await writtenForm('/assistenza', Object.entries(fields)),
      effects: () => rows(tickets, eq(tickets.email, email)),
      place: /^\/assistenza\/[A-Z0-9]+\?chiave=/,
    };
  },

  'an answer of the desk': async () => {
    const code = await guests.ticket();
    const desk = await guests.user('supporto');
    return {
      call: await writtenForm(
        `/supporto/${code}`,
        [['text', 'Premi «Recupera password».']],
        { cookie: await cookiesOf(desk.username) },
        'name="text"',
      ),
      effects: () => writtenIn(code, 'supporto'),
      place: /\?fatto=risposta$/,
    };
  },

  'an answer of the person': () =>
    citizenWith(async (_, cookie) => {
      const asked = await writtenForm(
        '/assistenza',
        Object.entries({ name: 'Ada', phone: '3331234567', email: somebody().email, reason: 'Aspetto.' }),
        { cookie },
      );
      const path = placeOf(await send(asked)).split('?')[0] ?? '';
      const code = path.split('/').at(-1) ?? '';
      return {
        call: await writtenForm(path, [['text', 'Ancora io']], { cookie }, 'id="risposta"'),
        effects: async () => (await writtenIn(code, 'richiedente')) - 1,
        place: /scritto=si$/,
      };
    }),
};

async function versionOf(draft: string): Promise<number> {
  const [row] = await guests.db.select().from(applications).where(eq(applications.id, draft));
  return row?.answersVersion ?? 0;
}

/** A sent application, and the session of an operator. */
async function onDesk(): Promise<{ applicationId: string; cookie: string }> {
  return citizenWith(async (citizen, own) => {
    const applicationId = await guests.wholeDraft(citizen);
    await send(
      await writtenForm(`/domande/${applicationId}/riepilogo`, [], { cookie: own }, 'name="version"'),
    );
    const operator = await guests.user('operatore');
    return { applicationId, cookie: await cookiesOf(operator.username) };
  });
}

async function writtenIn(code: string, author: 'richiedente' | 'supporto'): Promise<number> {
  const of = guests.db.select({ id: tickets.id }).from(tickets).where(eq(tickets.code, code));
  return rows(ticketMessages, and(inArray(ticketMessages.ticketId, of), eq(ticketMessages.author, author)));
}

describe.each(Object.entries(steps))('%s', (_, prepare) => {
  test('whose answer was lost is given again, and had one effect', async () => {
    const { call, effects, place } = await prepare();
    expect(await line.lose(call)).toBeLessThan(400);
    expect(await effects()).toBe(1);
    const again = await send(call);
    expect(placeOf(again)).toMatch(place);
    const onceMore = await send(call);
    expect(placeOf(onceMore)).toBe(placeOf(again));
    expect(onceMore.status === 201 ? onceMore.text : '').toBe(again.status === 201 ? again.text : '');
    expect(await effects()).toBe(1);
  });

  test('twice at once has one effect, and one of the two says so', async () => {
    const { call, effects, place } = await prepare();
    const places = (await Promise.all([send(call), send(call)])).map(placeOf);
    expect(places.some((each) => place.test(each))).toBe(true);
    expect(await effects()).toBe(1);
    expect(placeOf(await send(call))).toMatch(place);
    expect(await effects()).toBe(1);
  });
});

test('a change of password whose answer was lost was one change, and the new one lets in', async () => {
  const citizen = await guests.user('cittadino');
  const cookie = await cookiesOf(citizen.username);
  const fields = { old: demoPassword, password: newPassword, again: newPassword };
  const call = await writtenForm('/cambia-password', Object.entries(fields), { cookie }, 'name="old"');
  expect(await line.lose(call)).toBe(303);
  expect(placeOf(await send(call))).toMatch(/^\/accedi/);
  const changes = and(eq(accessEvents.userId, citizen.id), eq(accessEvents.kind, 'password-changed'));
  expect(await rows(accessEvents, changes)).toBe(1);
  expect(await rows(messages, eq(messages.recipient, `${citizen.username}@example.org`))).toBe(1);
  await expect(cookiesOf(citizen.username)).rejects.toThrow('401');
  expect(
    (
      await attack('/domande', {
        headers: { cookie: await cookiesOf(citizen.username, { password: newPassword }) },
      })
    ).status,
  ).toBe(200);
});

test('a sign-in whose answer was lost lets in the second time', async () => {
  const { username } = await guests.user('cittadino');
  const csrf = await attack('/api/auth/csrf');
  const cookie = (csrf.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const call = {
    method: 'POST',
    path: '/api/auth/callback/credentials',
    headers: {
      cookie,
      origin: new URL(given('TEST_APP_URL')).origin,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: Buffer.from(
      new URLSearchParams({ csrfToken, username, password: demoPassword, json: 'true' }).toString(),
    ),
  };
  expect(await line.lose(call)).toBe(200);
  const again = await send(call);
  expect(again.status).toBe(200);
  const session = (again.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
  expect((await attack('/domande', { headers: { cookie: session } })).status).toBe(200);
});

describe('on two devices', () => {
  test('a draft sent from both has one receipt', async () => {
    const citizen = await guests.user('cittadino');
    const draft = await guests.wholeDraft(citizen);
    const cookies = [await cookiesOf(citizen.username), await cookiesOf(citizen.username)];
    const calls = await Promise.all(
      cookies.map((cookie) => writtenForm(`/domande/${draft}/riepilogo`, [], { cookie }, 'name="version"')),
    );
    const places = (await Promise.all(calls.map(send))).map(placeOf);
    expect(places).toEqual([`/domande/${draft}/ricevuta`, `/domande/${draft}/ricevuta`]);
    expect(await rows(registrations, eq(registrations.applicationId, draft))).toBe(1);
  });

  test('an application decided by two people has one decision, and the other is told', async () => {
    const { applicationId, cookie } = await onDesk();
    const colleague = await cookiesOf((await guests.user('operatore')).username);
    const path = `/operatore/domande/${applicationId}`;
    const calls = await Promise.all(
      [cookie, colleague].map((each) =>
        writtenForm(
          path,
          [
            ['amountCents', '300,00'],
            ['reason', 'Sì'],
          ],
          { cookie: each },
          'id="approva"',
        ),
      ),
    );
    const places = (await Promise.all(calls.map(send))).map(placeOf).toSorted();
    expect(places[0]).toMatch(/\?fatto=approvata$/);
    expect(places[1]).toMatch(/\?fatto=cambiata/);
    expect(await rows(decisions, eq(decisions.applicationId, applicationId))).toBe(1);
    const approved = and(
      eq(applicationEvents.applicationId, applicationId),
      eq(applicationEvents.kind, 'approved'),
    );
    expect(await rows(applicationEvents, approved)).toBe(1);
  });

  test('a spend taken back from both is one void, and both say so', async () => {
    const { merchantId } = await guests.shop();
    const cashier = await guests.user('esercente', merchantId);
    const spend = await guests.spend(cashier, await guests.voucher());
    const cookies = [await cookiesOf(cashier.username), await cookiesOf(cashier.username)];
    const calls = await Promise.all(
      cookies.map((cookie) =>
        writtenForm(`/esercente/esito/${spend}`, [['why', 'amount']], { cookie }, 'name="why"'),
      ),
    );
    const places = (await Promise.all(calls.map(send))).map(placeOf);
    expect(places).toEqual([`/esercente/esito/${spend}`, `/esercente/esito/${spend}`]);
    expect(await rows(redemptionVoids, eq(redemptionVoids.redemptionId, spend))).toBe(1);
  });
});
