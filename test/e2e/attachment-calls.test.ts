import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { photograph } from '../support/file-samples';
import { given } from '../support/given';
import { writtenPdf } from '../support/pdf-samples';
import { accreditedCitizen, openDraft } from '../support/portal';

let browser: TestBrowser;
let owner: Caller;
/** Somebody else of each role that might ask. */
let others: Record<'cittadino2' | 'operatore' | 'supporto' | 'esercente', Caller>;
/** The application's id. */
let id: string;

interface Caller {
  cookie: string;
}

beforeAll(async () => {
  browser = await launchBrowser();
  const page = await browser.newPage();
  await accreditedCitizen(page);
  id = new URL(await openDraft(page)).pathname.split('/')[2] ?? '';
  owner = await callerOn(page);
  const named = async (name: string) => callerOn(await pageOf(browser, name));
  others = {
    cittadino2: await named('cittadino2'),
    operatore: await named('operatore'),
    supporto: await named('supporto'),
    esercente: await named('esercente'),
  };
}, 240_000);
afterAll(() => browser.close());

const callerOn = async (page: Page): Promise<Caller> => ({
  cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
});

/** A call as the pages make it, unless the headers say otherwise. */
const call = (
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: Buffer | FormData } = {},
  caller: Caller | null = owner,
) =>
  fetch(new URL(path, given('TEST_APP_URL')), {
    redirect: 'manual',
    ...init,
    headers: { ...caller, origin: given('TEST_APP_URL'), ...init.headers },
  } as RequestInit);

const collection = () => `/api/v1/applications/${id}/attachments`;
const tus = { 'tus-resumable': '1.0.0' };
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const create = (length: number, { kind = 'isee', headers = {} } = {}, caller: Caller | null = owner) =>
  call(
    collection(),
    {
      method: 'POST',
      headers: {
        ...tus,
        'upload-length': String(length),
        'upload-metadata': `kind ${base64(kind)},filename ${base64('Attestazione è.pdf')}`,
        ...headers,
      },
    },
    caller,
  );

const send = (place: string, offset: number, body: Buffer, caller: Caller | null = owner) =>
  call(
    place,
    {
      method: 'PATCH',
      headers: {
        ...tus,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body,
    },
    caller,
  );

interface Listed {
  id: string;
  status: string;
  refusal: string | null;
}

const listed = async (): Promise<Listed[]> => (await (await call(collection())).json()) as Listed[];

const settled = (attachmentId: string) =>
  vi.waitFor(
    async () => {
      const found = (await listed()).find((each) => each.id === attachmentId);
      expect(found?.status).toMatch(/^(accettato|rifiutato)$/);
      return found;
    },
    { timeout: 20_000, interval: 200 },
  );

const placeOf = (answer: Response): string => answer.headers.get('location') ?? '';

/** Attaches a whole PDF by the calls; answers its id. */
async function attach(): Promise<string> {
  const file = await writtenPdf();
  const place = placeOf(await create(file.length));
  await send(place, 0, file);
  const attachmentId = place.split('/').at(-1) ?? '';
  expect(await settled(attachmentId)).toMatchObject({ status: 'accettato' });
  return attachmentId;
}

describe('the resumable upload', () => {
  test('creates, sends, says how far it came, goes on from there', async () => {
    const file = await photograph(640, 480);
    const created = await create(file.length);
    expect(created.status).toBe(201);
    expect(created.headers.get('access-control-allow-origin')).toBeNull();
    const place = placeOf(created);
    expect(place).toMatch(new RegExp(`^${collection()}/[0-9a-f-]{36}$`));
    expect((await send(place, 0, file.subarray(0, 1_000))).status).toBe(204);
    const far = await call(place, { method: 'HEAD', headers: tus });
    expect([far.headers.get('upload-offset'), far.headers.get('upload-length')]).toEqual([
      '1000',
      String(file.length),
    ]);
    expect((await send(place, 500, file.subarray(500))).status).toBe(409);
    const rest = await send(place, 1_000, file.subarray(1_000));
    expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(file.length)]);
    expect(await settled(place.split('/').at(-1) ?? '')).toEqual({
      id: place.split('/').at(-1),
      kind: 'isee',
      fileName: 'Attestazione è.pdf',
      status: 'accettato',
      refusal: null,
      bytes: expect.any(Number) as number,
      receivedBytes: file.length,
    });
  });

  test('keeps what came before the line broke', async () => {
    const file = Buffer.alloc(3 << 20, 1);
    const place = placeOf(await create(file.length));
    const broken = new AbortController();
    const half = new ReadableStream({
      start: (stream) => stream.enqueue(file.subarray(0, 1_500_000)),
    });
    const sending = fetch(new URL(place, given('TEST_APP_URL')), {
      method: 'PATCH',
      headers: {
        ...owner,
        ...tus,
        origin: given('TEST_APP_URL'),
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      body: half,
      duplex: 'half',
      signal: broken.signal,
    } as RequestInit).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    broken.abort();
    await sending;
    const offset = async () =>
      (await call(place, { method: 'HEAD', headers: tus })).headers.get('upload-offset');
    await vi.waitFor(async () => expect(await offset()).toBe('1500000'), { timeout: 10_000 });
    expect((await send(place, 1_500_000, file.subarray(1_500_000))).status).toBe(204);
  });

  test('refuses at once what is too long, empty or of no kind, with a code', async () => {
    const refusals = [
      [await create(2 ** 31), 'attachment-too-large'],
      [await create(0), 'attachment-empty'],
      [await create(10, { kind: 'patente' }), 'attachment-kind'],
    ] as const;
    for (const [answer, code] of refusals) {
      expect(answer.status).toBe(422);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'invalid', errors: [{ code }] });
    }
  });

  test('is taken away, and is then unknown', async () => {
    const place = placeOf(await create(10));
    expect((await call(place, { method: 'DELETE', headers: tus })).status).toBe(204);
    expect((await call(place, { method: 'HEAD', headers: tus })).status).toBe(404);
    expect((await send(place, 0, Buffer.alloc(10))).status).toBe(404);
    expect((await call(place, { method: 'DELETE', headers: tus })).status).toBe(404);
  });

  test('is for its owner, signed in, from our own pages', async () => {
    const place = placeOf(await create(10));
    for (const caller of [others.cittadino2, others.operatore]) {
      expect((await create(10, {}, caller)).status).toBe(404);
      expect((await send(place, 0, Buffer.alloc(10), caller)).status).toBe(404);
      expect((await call(place, { method: 'HEAD', headers: tus }, caller)).status).toBe(404);
      expect((await call(place, { method: 'DELETE', headers: tus }, caller)).status).toBe(404);
      expect((await call(collection(), {}, caller)).status).toBe(404);
    }
    expect((await create(10, {}, null)).status).toBe(401);
    expect((await call(collection(), {}, null)).status).toBe(401);
    expect((await create(10, { headers: { origin: 'https://altrove.example' } })).status).toBe(403);
    const far = await call(place, { method: 'HEAD', headers: tus });
    expect(far.headers.get('upload-offset')).toBe('0');
  });
});

describe('the plain form', () => {
  const form = (kind: string, file: File | string): FormData => {
    const data = new FormData();
    data.append('kind', kind);
    data.append('file', file);
    return data;
  };
  const post = (body: FormData, caller: Caller | null = owner, headers: Record<string, string> = {}) =>
    call(`/domande/${id}/allegati/carica`, { method: 'POST', body, headers }, caller);
  const pdf = async () => new File([new Uint8Array(await writtenPdf())], 'isee.pdf');

  test('leads back to the page with what came of the file', async () => {
    const taken = await post(form('isee', await pdf()));
    expect(taken.status).toBe(303);
    const [, attachmentId] = /^\/domande\/.+\/allegati\?caricato=(.+)$/.exec(placeOf(taken)) ?? [];
    expect(await settled(attachmentId ?? '')).toMatchObject({ status: 'accettato' });
    const pageOfForm = `/domande/${id}/allegati`;
    const refusals: [FormData, string][] = [
      [form('isee', new File(['<html>'], 'foto.jpg')), 'type'],
      [form('isee', new File([], 'vuoto.pdf')), 'empty'],
      [form('isee', new File([], '')), 'no-file'],
      [form('isee', new File([new Uint8Array(17 << 20)], 'lungo.pdf')), 'too-large'],
      [form('', await pdf()), 'kind'],
    ];
    for (const [data, code] of refusals) {
      expect(placeOf(await post(data))).toBe(`${pageOfForm}?rifiutato=${code}`);
    }
  });

  test('that breaks off leaves nothing', async () => {
    const before = (await listed()).length;
    const whole = '--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\nisee\r\n--x\r\n';
    const file = 'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7';
    const answer = await call(`/domande/${id}/allegati/carica`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: Buffer.from(whole + file),
    });
    expect(placeOf(answer)).toBe(`/domande/${id}/allegati?rifiutato=interrupted`);
    const noForm = await call(`/domande/${id}/allegati/carica`, { method: 'POST', body: Buffer.from('x') });
    expect(placeOf(noForm)).toBe(`/domande/${id}/allegati?rifiutato=interrupted`);
    expect(await listed()).toHaveLength(before);
  });

  test('is for its owner, signed in, from our own pages', async () => {
    expect((await post(form('isee', await pdf()), others.cittadino2)).status).toBe(404);
    const visitor = await post(form('isee', await pdf()), null);
    expect(placeOf(visitor)).toBe(`/accedi?ritorno=${encodeURIComponent(`/domande/${id}/allegati`)}`);
    const foreign = await post(form('isee', await pdf()), owner, { origin: 'https://altrove.example' });
    expect(foreign.status).toBe(403);
  });
});

describe('a document', () => {
  test('is shown to its owner, where nothing in it can act, and is kept by nobody on the way', async () => {
    const path = `/domande/${id}/allegati/${await attach()}`;
    const shown = await call(path);
    expect(shown.status).toBe(200);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="Attestazione e.pdf"; filename*=UTF-8''Attestazione%20%C3%A8.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    });
    const saved = await call(`${path}?scarica`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  test('is unknown to everybody else', async () => {
    const path = `/domande/${id}/allegati/${await attach()}`;
    for (const caller of Object.values(others)) {
      expect((await call(path, {}, caller)).status).toBe(404);
    }
    const visitor = await call(path, {}, null);
    expect(placeOf(visitor)).toBe(`/accedi?ritorno=${encodeURIComponent(path)}`);
    expect((await call(`/domande/${id}/allegati/${id}`)).status).toBe(404);
  });
});
