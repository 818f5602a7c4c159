import type { APIRequestContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../support/acts';
import { launchBrowser, type TestBrowser } from '../support/browser';
import { given } from '../support/given';

let browser: TestBrowser;
let citizen: Page;
let path: string;

beforeAll(async () => {
  browser = await launchBrowser();
  citizen = await pageOf(browser, 'cittadino');
  await citizen.goto('/domande/nuova/buoni-spesa');
  await citizen.getByRole('button', { name: 'Inizia la domanda' }).first().click();
  await citizen.waitForURL(/\/domande\/[0-9a-f-]{36}/);
  const id = new URL(citizen.url()).pathname.split('/')[2] ?? '';
  path = `/api/v1/applications/${id}/answers`;
  await citizen.goto(`/domande/${id}/sezioni/condizione-di-bisogno`);
});
afterAll(() => browser.close());

const ownOrigin = () => ({ origin: new URL(given('TEST_APP_URL')).origin });

/** A call as the page's own script makes it, unless told otherwise; answers the status and the body. */
async function patch(
  request: APIRequestContext,
  data: unknown,
  headers: Record<string, string> = ownOrigin(),
): Promise<{ status: number; body: Record<string, unknown>; cacheControl: string | undefined }> {
  const answer = await request.patch(path, {
    data: data as object,
    // A slow server closes connections that wait between two calls.
    maxRetries: 2,
    headers: { 'idempotency-key': crypto.randomUUID(), ...headers },
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status(), body, cacheControl: answer.headers()['cache-control'] };
}

const need = (text: string) => ({ 'need.description': text });

describe('saving a part of a draft', () => {
  test('keeps what was typed; repeated, it changes nothing; nobody on the way may keep it', async () => {
    const text = `Perdita del lavoro ${Date.now()}`;
    const before = await citizen.locator('[name="need.description"]').inputValue();
    const first = await patch(citizen.request, { base: need(before), answers: need(text) });
    expect(first).toMatchObject({ status: 200, cacheControl: 'private, no-store' });
    expect(Object.keys(first.body)).toEqual(['version', 'savedAt']);
    const again = await patch(citizen.request, { base: need(before), answers: need(text) });
    expect(again.body).toEqual(first.body);

    const disputed = await patch(citizen.request, { base: need('altro'), answers: need('altro ancora') });
    expect(disputed.status).toBe(422);
    expect(disputed.body.errors).toEqual([
      {
        pointer: '#/need/description',
        field: 'need.description',
        code: 'edited-elsewhere',
        params: { theirs: text },
      },
    ]);
  });

  test('is refused to whoever may not, and where it makes no sense', async () => {
    const part = { base: {}, answers: {} };
    const [stranger, visitor] = [await pageOf(browser, 'cittadino2'), await browser.newPage()];
    const code = async (answer: ReturnType<typeof patch>) => {
      const { status, body, cacheControl } = await answer;
      expect(cacheControl).toBe('private, no-store');
      return [status, body.code];
    };
    const own = citizen.request;
    expect(await code(patch(stranger.request, part))).toEqual([404, 'not-found']);
    expect(await code(patch(visitor.request, part))).toEqual([401, 'unauthenticated']);
    expect(await code(patch(own, part, { origin: 'https://altrove.example' }))).toEqual([
      403,
      'cross-origin',
    ]);
    expect(await code(patch(own, part, {}))).toEqual([403, 'cross-origin']);
    expect(await code(patch(own, part, { ...ownOrigin(), 'idempotency-key': '' }))).toEqual([
      400,
      'idempotency-key-required',
    ]);
    const shapes = [{}, { base: {} }, { ...part, status: 'approvata' }, { base: {}, answers: 'x' }];
    for (const shape of shapes) expect(await code(patch(own, shape))).toEqual([422, 'invalid']);
    const unknown = await patch(own, { base: {}, answers: { status: 'approvata', __proto__x: 'y' } });
    expect([unknown.status, unknown.body.errors]).toEqual([
      422,
      [
        { pointer: '#/status', field: 'status', code: 'unknown-field' },
        { pointer: '#/__proto__x', field: '__proto__x', code: 'unknown-field' },
      ],
    ]);
    const large = { base: {}, answers: need('x'.repeat(300_000)) };
    expect(await code(patch(own, large))).toEqual([413, 'too-large']);
  });
});
