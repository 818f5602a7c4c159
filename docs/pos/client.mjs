/**
 * An example of a till that takes vouchers: check, hold, confirm, void. Plain Node 20, no packages.
 *
 *   API=https://…/api/v1 TILL_KEY=… node client.mjs check URUT4F6
 *                                   node client.mjs pay URUT4F6 20,00 0042-17
 *                                   node client.mjs void <redemptionId> "Wrong amount"
 *                                   node client.mjs resume        after a crash, before anything else
 *
 * The rule that matters: note the act and its key in a file BEFORE sending it, and send it again with the same key until
 * it is answered. Then no spend is lost, and none is made twice, whatever breaks in between.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const api = process.env.API ?? 'http://localhost:3000/api/v1';
const key = process.env.TILL_KEY ?? 'demo-till-1';
const file = process.env.PENDING ?? 'pending.json';
/** How long to try before a person is told; the file keeps the act for `resume`. */
const patience = Number(process.env.PATIENCE_SECONDS ?? 60) * 1000;

/** A refusal: decide by its `code`. */
class Refused extends Error {
  constructor(problem) {
    super(`${problem.code}: ${problem.title}`);
    this.problem = problem;
  }
}

/** Sends a call until it is answered, with pauses that grow; `Retry-After` is obeyed. */
async function send({ method, path, idempotencyKey, body }) {
  const until = Date.now() + patience;
  for (let pause = 250; ; pause = Math.min(pause * 2, 8000)) {
    let answer;
    let retryAfter = 0;
    try {
      answer = await fetch(api + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status !== 429 && answer.status < 500) {
        const value = await answer.json();
        if (answer.ok) return value;
        throw new Refused(value);
      }
      retryAfter = Number(answer.headers.get('retry-after') ?? 0) * 1000;
    } catch (fault) {
      if (fault instanceof Refused) throw fault;
      // No answer, or half of one: what came of the act is not known. The same key finds out.
    }
    const rest = Math.max(retryAfter, pause * (0.5 + Math.random() / 2));
    if (Date.now() + rest > until) throw new Error('No answer. Do not hand out the goods; run: resume');
    await wait(rest);
  }
}

/** Written beside and renamed: a crash leaves the file as it was, or whole. */
function note(pending) {
  writeFileSync(`${file}.new`, JSON.stringify(pending), { flush: true });
  renameSync(`${file}.new`, file);
}

/** Performs an act that changes something: noted, sent, and forgotten once its end is known. */
async function act(call) {
  if (existsSync(file)) throw new Error('An act is still open: run resume first');
  note({ ...call, method: 'POST', idempotencyKey: randomUUID() });
  return resume();
}

/** Goes on with the act that was noted, if there is one. */
async function resume() {
  if (!existsSync(file)) return null;
  const call = JSON.parse(readFileSync(file, 'utf8'));
  try {
    const value = await send(call);
    rmSync(file);
    return { ...value, amountCents: call.body.amountCents ?? call.holds, path: call.path };
  } catch (fault) {
    // Refused: it did not happen, and never will with this key.
    if (fault instanceof Refused) rmSync(file);
    throw fault;
  }
}

const euro = (cents) => `€ ${(cents / 100).toFixed(2).replace('.', ',')}`;

const cents = (typed) => {
  const [, euros, decimals = ''] = /^(\d+)(?:,(\d{1,2}))?$/.exec(typed) ?? [];
  if (euros === undefined) throw new Error(`Not an amount: ${typed}. Write 20 or 20,00`);
  return Number(euros) * 100 + Number(decimals.padEnd(2, '0'));
};

function slip(code, done) {
  const lines = ['BUONI SPESA', `Voucher   …${code.slice(-3)}`, `Paid      ${euro(done.amountCents)}`];
  console.log(
    [...lines, `Left      ${euro(done.balanceCents)}`, `Spend     ${done.redemptionId}`].join('\n'),
  );
}

async function pay(code, amount, receiptNumber) {
  const amountCents = cents(amount);
  const at = `/vouchers/${encodeURIComponent(code)}`;
  const voucher = await send({ method: 'GET', path: at });
  if (voucher.refusal) throw new Error(`Do not take it: ${voucher.refusal}`);
  console.log(`Compare with the document: ${voucher.holder}. It holds ${euro(voucher.availableCents)}.`);
  // From here the amount is ours for five minutes, while the receipt is made out.
  const { holdId } = await act({ path: `${at}/holds`, body: { amountCents } });
  const done = await act({
    path: `/holds/${holdId}/confirmation`,
    body: { ...(receiptNumber && { receiptNumber }) },
    holds: amountCents,
  });
  slip(code, done);
}

const [command, ...args] = process.argv.slice(2);
try {
  if (command === 'check') {
    console.log(await send({ method: 'GET', path: `/vouchers/${encodeURIComponent(args[0])}` }));
  } else if (command === 'pay') {
    await pay(...args);
  } else if (command === 'void') {
    const done = await act({ path: `/redemptions/${args[0]}/void`, body: { reason: args[1] } });
    console.log(`Taken back. The voucher holds ${euro(done.balanceCents)}.`);
  } else if (command === 'resume') {
    const done = await resume();
    // A hold whose confirmation was never sent frees itself: pay again.
    console.log(done ? `It happened: ${JSON.stringify(done)}` : 'Nothing was open.');
  } else {
    console.log('check CODE | pay CODE AMOUNT [RECEIPT] | void REDEMPTION REASON | resume');
  }
} catch (fault) {
  console.error(fault.message);
  process.exitCode = fault instanceof Refused ? 2 : 1;
}
