import { generateKeyPairSync, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RegisterHousehold, RegisterIsee } from '../../domain/register/registers';
import { anpr } from '../../integrations/registers/anpr';
import { embeddedIsee, embeddedResidents } from '../../integrations/registers/embedded';
import { inpsIsee } from '../../integrations/registers/inps';
import { pdnd } from '../../integrations/registers/pdnd';
import {
  RegisterBusy,
  RegisterRefuses,
  type IseeRegister,
  type ResidentRegister,
} from '../../integrations/registers/port';

const person = 'GLLLGU67A12H501V';
const nobody = 'VRDLGU85T10A101Z';
const day = '2021-03-31';

const household: RegisterHousehold = {
  members: [
    {
      fiscalCode: person,
      familyName: 'Giallo',
      givenName: 'Luigi',
      birthDate: '1967-01-12',
      relation: '1',
      municipality: 'ASSEMINI',
    },
  ],
};
const isee: RegisterIsee = {
  iseeCents: 936_050,
  dsu: 'INPS-ISEE-2021-1',
  dsuOn: '2021-01-15',
  differs: true,
};

/** The bodies of the two services, as they answer what the embedded registers hold. */
const bodies: Record<string, object> = {
  '/anpr': {
    idOperazioneANPR: '1',
    listaSoggetti: {
      datiSoggetto: [
        {
          generalita: {
            codiceFiscale: { codFiscale: person, validitaCF: '1' },
            cognome: 'Giallo',
            nome: 'Luigi',
            dataNascita: '1967-01-12',
          },
          legameSoggetto: { codiceLegame: '1' },
          residenza: [{ tipoIndirizzo: '1', indirizzo: { comune: { nomeComune: 'ASSEMINI' } } }],
        },
      ],
    },
  },
  '/inps': {
    isee: 9360.5,
    protocolloDSU: 'INPS-ISEE-2021-1',
    dataPresentazioneDSU: '2021-01-15',
    presenzaDifformita: true,
  },
};

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** A double of PDND and of both services, on loopback. */
type Mood = (response: ServerResponse) => void;
let mood: Mood | null = null;
let vouchers = 0;
const asked: { headers: IncomingMessage['headers']; body: string }[] = [];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const path = request.url ?? '';
  if (path === '/token') {
    vouchers++;
    asked.push({ headers: request.headers, body });
    return void response.end(JSON.stringify({ access_token: `voucher-${vouchers}`, expires_in: 600 }));
  }
  asked.push({ headers: request.headers, body });
  if (mood) return mood(response);
  response.statusCode = body.includes(person) ? 200 : 404;
  response.end(body.includes(person) ? JSON.stringify(bodies[path]) : '{}');
}

let server: Server;
let residents: Record<string, ResidentRegister>;
let isees: Record<string, IseeRegister>;

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = () =>
    pdnd({
      tokenUrl: `${url}/token`,
      audience: 'auth.example.org/client-assertion',
      clientId: 'client-1',
      keyId: 'key-1',
      privateKey,
      patienceMs: 300,
    });
  const service = (path: string) => ({
    url: url + path,
    purposeId: 'purpose-1',
    audience: 'service.example.org',
  });
  residents = {
    embedded: embeddedResidents((code) => Promise.resolve(code === person ? household : null)),
    anpr: anpr(client(), service('/anpr')),
  };
  isees = {
    embedded: embeddedIsee((code) => Promise.resolve(code === person ? isee : null)),
    inps: inpsIsee(client(), service('/inps')),
  };
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  mood = null;
  asked.length = 0;
});

describe.each(['embedded', 'anpr'])('the register of residents, %s', (name) => {
  it('gives the household of a person, and nothing of one it does not know', async () => {
    const register = residents[name] as ResidentRegister;
    expect(await register.householdOf(person, day)).toEqual(household);
    expect(await register.householdOf(nobody, day)).toBeNull();
  });
});

describe.each(['embedded', 'inps'])('the register of the ISEE, %s', (name) => {
  it('gives the ISEE of a person, and nothing of one it does not know', async () => {
    const register = isees[name] as IseeRegister;
    expect(await register.iseeOf(person, day)).toEqual(isee);
    expect(await register.iseeOf(nobody, day)).toBeNull();
  });
});

const status =
  (code: number, headers: Record<string, string> = {}): Mood =>
  (response) =>
    void response.writeHead(code, headers).end('{}');

describe.each(['anpr', 'inps'])('a register out of order, %s', (name) => {
  const ask = (): Promise<unknown> =>
    name === 'anpr'
      ? (residents.anpr as ResidentRegister).householdOf(person, day)
      : (isees.inps as IseeRegister).iseeOf(person, day);

  const faultOf = async (how: Mood): Promise<unknown> => {
    mood = how;
    return ask().then(
      () => null,
      (fault: unknown) => fault,
    );
  };

  it.each<[string, Mood, number | null]>([
    ['so many seconds', status(429, { 'Retry-After': '7' }), 7_000],
    ['no time', status(429), null],
    ['a maintenance', status(503, { 'Retry-After': '60' }), 60_000],
  ])('that asks for less haste says when to come back: %s', async (_, how, retryAfterMs) => {
    const fault = await faultOf(how);
    expect(fault).toBeInstanceOf(RegisterBusy);
    expect(fault).toMatchObject({ retryAfterMs });
  });

  it.each<[string, Mood]>([
    ['a fault of its own', status(500)],
    ['a gateway before it', status(502)],
    ['no answer in time', () => undefined],
    ['a body that is cut off', (response) => void response.end('{"listaSoggetti":')],
    ['a body of another kind', (response) => void response.end('<html>')],
    [
      'a body with something else in it',
      (response) => void response.end('{"isee":"molto","listaSoggetti":{}}'),
    ],
    ['a connection that breaks', (response) => void response.destroy()],
  ])('may be asked again after %s', async (_, how) => {
    const fault = await faultOf(how);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(RegisterRefuses);
    mood = null;
    expect(await ask()).not.toBeNull();
  });

  it('that refuses the question is not asked it again', async () => {
    expect(await faultOf(status(400))).toBeInstanceOf(RegisterRefuses);
  });

  it('that no longer takes the voucher is asked with a new one', async () => {
    await faultOf(status(401));
    mood = null;
    const before = vouchers;
    await ask();
    expect(vouchers).toBe(before + 1);
  });
});

describe('who asks', () => {
  const claimsOf = (token: string) => {
    const [head = '', claims = '', signature = ''] = token.split('.');
    expect(
      verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  };

  it('shows a voucher got by a signed assertion, once for many questions, and signs what is asked', async () => {
    mood = status(401);
    const register = residents.anpr as ResidentRegister;
    await register.householdOf(person, day).catch(() => undefined);
    mood = null;
    asked.length = 0;
    await register.householdOf(person, day);
    await register.householdOf(nobody, day);
    const [token, question] = asked;
    expect(asked).toHaveLength(3);
    const form = new URLSearchParams(token?.body);
    expect(Object.fromEntries(form)).toMatchObject({
      client_id: 'client-1',
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    expect(claimsOf(form.get('client_assertion') ?? '')).toMatchObject({
      iss: 'client-1',
      sub: 'client-1',
      aud: 'auth.example.org/client-assertion',
      purposeId: 'purpose-1',
      digest: { alg: 'SHA256', value: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    expect(question?.headers.authorization).toBe(`Bearer voucher-${vouchers}`);
    expect(claimsOf(String(question?.headers['agid-jwt-trackingevidence']))).toMatchObject({
      purposeId: 'purpose-1',
    });
    expect(claimsOf(String(question?.headers['agid-jwt-signature']))).toMatchObject({
      signed_headers: [{ digest: question?.headers.digest }, { 'content-type': 'application/json' }],
    });
  });
});
