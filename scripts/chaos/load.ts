import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import type { Asked, Happened, History } from './history';
import type { Client, Heard } from './client';
import type { Random } from '../../domain/random';
import type { ChaosTown, Citizen } from './town';

/** What everybody who acts is given. */
export interface Stage {
  client: Client;
  history: History;
  random: Random;
  town: ChaosTown;
  /** Vouchers that citizens hold by now; tills choose among them. */
  purses: string[];
  /** The spends that the tills of each merchant can still take back. */
  spends: { id: string; code: string; amountCents: number }[][];
  /** Applications that were sent and wait for the office. */
  waiting: string[];
  /** False when it is time to go home. */
  goesOn: () => boolean;
}

type Actor = (stage: Stage, number: number) => Promise<void>;

/** How many of each act at once, and between which pauses, in milliseconds. */
const crew: { actor: Actor; many: number; pause: [number, number] }[] = [
  { actor: atTheTill, many: 8, pause: [40, 260] },
  { actor: applies, many: 2, pause: [150, 600] },
  { actor: decides, many: 2, pause: [100, 500] },
  { actor: seeksHelp, many: 2, pause: [200, 1_200] },
  { actor: signsIn, many: 1, pause: [300, 1_500] },
];

/** In so much of the cases somebody whose first try failed switches off, and nobody ever learns what became of it. */
const givesUp = 0.08;

/** Lets everybody act until told to stop. @returns when the last of them has had their answer */
export async function act(stage: Stage): Promise<void> {
  const everybody = crew.flatMap(({ actor, many, pause }) =>
    Array.from({ length: many }, (_, number) => {
      const own = { ...stage, random: stage.random.fork() };
      return (async () => {
        while (stage.goesOn()) {
          await actor(own, number);
          await sleep(own.random.between(...pause));
        }
      })();
    }),
  );
  await Promise.all(everybody);
}

/** Reads a balance as a till does: what nobody heard of shows in it, or does not. */
export async function check({ client, history }: Stage, key: string, code: string): Promise<void> {
  const path = `/api/v1/vouchers/${code}`;
  await recorded(history, { act: 'voucher checked', code }, async () =>
    client.call({ method: 'GET', path, headers: { authorization: `Bearer ${key}` }, body: null }),
  );
}

async function atTheTill(stage: Stage, number: number): Promise<void> {
  const { client, history, random, purses, spends, town } = stage;
  const place = number % town.tills.length;
  const key = random.pick(town.tills[place] ?? []) ?? '';
  // Some vouchers are fought for; the others keep everybody within the limits.
  const code = random.pick(random.chance(0.4) ? purses.slice(-10) : purses.slice(-160));
  if (code === undefined) return;
  const mine = (spends[place] ??= []);
  if (random.chance(0.12)) return check(stage, key, code);
  const headers = () => ({
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': newId(),
  });
  const again = random.chance(0.2) ? mine.pop() : undefined;
  if (again) {
    const { id: redemptionId, code: of, amountCents } = again;
    const body = Buffer.from(JSON.stringify({ reason: 'Importo sbagliato' }));
    const path = `/api/v1/redemptions/${redemptionId}/void`;
    const asked = { act: 'spend voided', code: of, redemptionId, amountCents } as const;
    await recorded(history, asked, () =>
      client.call({ method: 'POST', path, headers: headers(), body }, givesUp),
    );
    return;
  }
  const amountCents = random.chance(0.1) ? random.between(10_000, 30_000) : random.between(100, 3_000);
  const receipt = newId();
  const body = Buffer.from(JSON.stringify({ amountCents, receiptNumber: receipt }));
  const path = `/api/v1/vouchers/${code}/redemptions`;
  const spent = await recorded(history, { act: 'voucher spent', code, receipt, amountCents }, () =>
    client.call({ method: 'POST', path, headers: headers(), body }, givesUp),
  );
  if (spent.outcome === 'done' && spent.redemptionId)
    mine.push({ id: spent.redemptionId, code, amountCents });
}

async function applies({ client, history, random, town, waiting }: Stage): Promise<void> {
  const citizen = await town.arrives().catch(() => null);
  if (!citizen) return;
  const headers = {
    cookie: citizen.cookie,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  };
  const { applicationId } = citizen;
  let { version } = citizen;
  for (let saves = random.between(1, 2); saves > 0; saves--) await save(citizen, saves);
  const path = `/api/v1/applications/${applicationId}/submission`;
  const call = {
    method: 'POST',
    path,
    headers: { ...headers, 'idempotency-key': newId() },
    body: Buffer.from('{}'),
  };
  const sent = await recorded(history, { act: 'application sent', applicationId }, () => client.call(call));
  if (sent.outcome === 'done') waiting.push(applicationId);

  async function save({ answers }: Citizen, left: number): Promise<void> {
    const words = `Perdita del lavoro, scritto ${left} volte prima di spedire: ${newId()}`;
    const body = Buffer.from(JSON.stringify({ version, answers: { ...answers, 'need.description': words } }));
    const key = { 'idempotency-key': newId() };
    const call = { method: 'PUT', path: `/api/v1/applications/${applicationId}`, body };
    const saved = await recorded(history, { act: 'draft saved', applicationId, words }, () =>
      client.call({ ...call, headers: { ...headers, ...key } }),
    );
    version = saved.version ?? version;
  }
}

async function decides({ client, history, random, town, waiting }: Stage, number: number): Promise<void> {
  const applicationId = waiting.shift();
  if (applicationId === undefined) return;
  const page = { path: `/operatore/domande/${applicationId}`, cookie: town.operators[number] ?? '' };
  const as = random.chance(0.85) ? 'approvata' : 'respinta';
  const fields: [string, string][] =
    as === 'approvata'
      ? [
          ['amountCents', '300,00'],
          ['reason', 'Come da istruttoria'],
        ]
      : [
          ['reasonCodes.altro', 'si'],
          ['reason', 'Fuori dai requisiti'],
        ];
  await recorded(history, { act: 'application decided', applicationId, as }, async () => {
    const posted = await client.post(page, fields, as === 'approvata' ? 'id="approva"' : 'id="respingi"');
    return posted?.heard ?? null;
  });
}

/** Somebody asks, the desk answers, and they write again. */
async function seeksHelp({ client, history, random, town }: Stage, number: number): Promise<void> {
  const email = `${newId()}@example.org`;
  // Whoever asks is counted by their address: each has one of their own.
  const from = [10, random.between(0, 255), random.between(0, 255), random.between(1, 254)].join('.');
  const asks = { name: 'Ada Prova', phone: '3331234567', email, reason: 'Non riesco a entrare' };
  const open = { act: 'ticket opened', ticketId: '' } as const;
  let place = '';
  await recorded(history, open, async (asked) => {
    const posted = await client.post({ path: '/assistenza', cookie: '', from }, Object.entries(asks));
    Object.assign(asked, { ticketId: posted?.hidden('requestId') ?? '' });
    place = posted?.heard?.location ?? '';
    return posted?.heard ?? null;
  });
  const code = /^\/assistenza\/([A-Z0-9]+)\?/.exec(place)?.[1];
  if (code === undefined) return;
  const cookie = town.desk[number] ?? '';
  const words: [string, string][] = [['text', 'Premi «Recupera password».']];
  await recorded(history, { act: 'ticket answered', messageId: '' }, async (asked) => {
    const posted = await client.post({ path: `/supporto/${code}`, cookie }, words, 'name="text"');
    Object.assign(asked, { messageId: posted?.hidden('id') ?? '' });
    return posted?.heard ?? null;
  });
  if (random.chance(0.5)) return;
  await recorded(history, { act: 'ticket replied to', messageId: '' }, async (asked) => {
    const page = { path: place, cookie: '', from };
    const posted = await client.post(page, [['text', 'Grazie.']], 'id="risposta"');
    Object.assign(asked, { messageId: posted?.hidden('id') ?? '' });
    return posted?.heard ?? null;
  });
}

/** Somebody enters by their password, and sees their own pages. */
async function signsIn({ client, history, random, town }: Stage): Promise<void> {
  const account = random.pick(town.accounts);
  if (!account) return;
  const { username, password } = account;
  await recorded(history, { act: 'signed in', username }, async () => {
    const entered = await client.post(
      { path: '/accedi', cookie: '' },
      Object.entries({ username, password }),
    );
    if (entered?.heard?.status !== 303) return entered?.heard ?? null;
    const { location: path, cookie } = entered.heard;
    const seen = await client.call({ method: 'GET', path, headers: { cookie }, body: null });
    return seen?.status === 200 ? entered.heard : seen;
  });
}

/** Spends all that a voucher still holds. @returns whether nothing is left on it */
export async function spendTheRest({ client, history }: Stage, key: string, code: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${key}` };
  const voucher = `/api/v1/vouchers/${code}`;
  const seen = await client.call({ method: 'GET', path: voucher, headers, body: null });
  const { balanceCents: amountCents } = saidBy(seen) as { balanceCents?: number };
  if (amountCents === undefined || amountCents === 0) return amountCents === 0;
  const receipt = newId();
  const spent = await recorded(history, { act: 'voucher spent', code, receipt, amountCents }, () =>
    client.call({
      ...{ method: 'POST', path: `${voucher}/redemptions` },
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': newId() },
      body: Buffer.from(JSON.stringify({ amountCents, receiptNumber: receipt })),
    }),
  );
  return spent.outcome === 'done';
}

/** Has something asked, and writes down what came of it. */
async function recorded<A extends Asked>(
  history: History,
  asked: A,
  ask: (asked: A) => Promise<Heard | null>,
): Promise<Pick<Happened, 'outcome'> & { redemptionId?: string; version?: number }> {
  const started = performance.now();
  const about = { ...asked };
  const heard = await ask(about);
  const happened = {
    ...about,
    ...saidBy(heard),
    outcome: outcomeOf(heard),
    started,
    ended: performance.now(),
  };
  history.add(happened);
  return happened;
}

/** A form that was taken leads to another page; one that was not is shown again. */
function outcomeOf(heard: Heard | null): Happened['outcome'] {
  if (heard === null) return 'unknown';
  const { status, location } = heard;
  if (status === 303) return /fatto=cambiata|^\/accedi/.test(location) ? 'refused' : 'done';
  const isJson = heard.text.startsWith('{');
  return status < 300 && isJson ? 'done' : 'refused';
}

/** What an answer of the API tells of itself. */
function saidBy(heard: Heard | null): object {
  if (!heard?.text.startsWith('{')) return {};
  const { balanceCents, redemptionId, registrationNumber, version } = JSON.parse(heard.text) as Record<
    string,
    unknown
  >;
  return Object.fromEntries(
    Object.entries({ balanceCents, redemptionId, registrationNumber, version }).filter(
      ([, said]) => said !== undefined,
    ),
  );
}
