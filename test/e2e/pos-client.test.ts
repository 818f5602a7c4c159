import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { given } from '../support/given';
import { openGuests, type Guests } from '../support/guests';

/** The example client of `docs/pos`, as a till would run it, on a line that fails. */

let guests: Guests;
let key: string;
let code: string;
let folder: string;

/** What the line does to a call: carries it, loses its answer, holds the answer back, or says to come again later. */
type Fate = 'carry' | 'lose' | 'stall' | 'later';
let fates: Fate[] = [];
let stalled: () => void = () => undefined;

/** Between the till and the server; what the server has done stays done, whatever becomes of its answer. */
const line = http.createServer((request, response) => {
  const fate = request.method === 'POST' ? (fates.shift() ?? 'carry') : 'carry';
  if (fate === 'later') {
    response.writeHead(429, { 'retry-after': '1', 'content-type': 'application/problem+json' }).end('{}');
    return;
  }
  const { hostname, port } = new URL(given('TEST_APP_URL'));
  const { method, url, headers } = request;
  const onward = http.request({ hostname, port, method, path: url, headers }, (answer) => {
    if (fate === 'carry') {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
      return;
    }
    answer.resume().on('end', () => (fate === 'lose' ? response.destroy() : stalled()));
  });
  request.pipe(onward);
});

beforeAll(async () => {
  guests = await openGuests();
  key = (await guests.shop()).keys[0] ?? '';
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  line.closeAllConnections();
  line.close();
  await guests.close();
});
beforeEach(async () => {
  code = await guests.voucher();
  folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-till-'));
  fates = [];
  return () => rmSync(folder, { recursive: true });
});

const pending = () => path.join(folder, 'pending.json');

function start(...args: string[]) {
  const { port } = line.address() as AddressInfo;
  const client = spawn(process.execPath, ['docs/pos/client.mjs', ...args], {
    env: {
      ...process.env,
      API: `http://127.0.0.1:${port}/api/v1`,
      TILL_KEY: key,
      PENDING: pending(),
      PATIENCE_SECONDS: '10',
    },
  });
  let said = '';
  client.stdout.on('data', (text: Buffer) => (said += text.toString()));
  client.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<{ status: number | null; said: string }>((resolve) =>
    client.on('close', (status) => resolve({ status, said })),
  );
  return { client, ended };
}

const run = (...args: string[]) => start(...args).ended;

const spends = async (): Promise<{ amountCents: number; receiptNumber: string | null }[]> => {
  const answer = await fetch(`${given('TEST_APP_URL')}/api/v1/redemptions`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { redemptions } = (await answer.json()) as {
    redemptions: { amountCents: number; receiptNumber: string | null; codeEnd: string }[];
  };
  return redemptions.filter(({ codeEnd }) => codeEnd === code.slice(-3));
};

test('the manual’s spends, one of them taken back', async () => {
  const paid = await run('pay', code, '20,00', '0042-17');
  expect(paid).toMatchObject({ status: 0 });
  expect(paid.said).toMatch(/Compare with the document: .+ € 300,00[^]*Paid +€ 20,00\nLeft +€ 280,00/);
  expect((await run('pay', code, '16', '0042-18')).said).toMatch(/Left +€ 264,00/);
  const redemptionId = /Spend +(\S+)/.exec(paid.said)?.[1] ?? '';
  expect((await run('void', redemptionId, 'Wrong amount')).said).toMatch(/holds € 284,00/);
  expect(await run('void', redemptionId, 'Once more')).toMatchObject({ status: 2 });
  expect(await run('pay', code, '284,01')).toMatchObject({
    status: 2,
    said: expect.stringContaining('insufficient-balance') as string,
  });
  expect(existsSync(pending())).toBe(false);
});

test('answers that are lost, and a server that asks for patience, make one spend', async () => {
  fates = ['lose', 'later', 'carry', 'lose', 'lose', 'carry'];
  const paid = await run('pay', code, '20,00', '1');
  expect(paid).toMatchObject({ status: 0, said: expect.stringMatching(/Left +€ 280,00/) as string });
  expect(fates).toEqual([]);
  expect(await spends()).toMatchObject([{ amountCents: 2_000, receiptNumber: '1' }]);
});

test('a till switched off after sending finds out what happened', async () => {
  fates = ['carry', 'stall'];
  const { client, ended } = start('pay', code, '16,00', '2');
  await new Promise<void>((resolve) => (stalled = resolve));
  client.kill('SIGKILL');
  await ended;
  expect(existsSync(pending())).toBe(true);
  expect((await run('pay', code, '16,00')).said).toContain('resume first');
  const resumed = await run('resume');
  expect(resumed).toMatchObject({
    status: 0,
    said: expect.stringContaining('"balanceCents":28400') as string,
  });
  expect((await run('resume')).said).toContain('Nothing was open');
  expect(await spends()).toMatchObject([{ amountCents: 1_600, receiptNumber: '2' }]);
});
