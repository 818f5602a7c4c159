import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, type Database } from '../../db/client';
import type { InvariantReport } from '../../db/queries/invariants';
import { auditEverything } from '../audit/everything';
import { step } from '../stack/progress';
import { Client } from './client';
import { History } from './history';
import { act, check, type Stage } from './load';
import { compareHistory } from './present';
import type { Random } from '../../domain/random';
import type { ChaosStack } from './stack';
import type { ChaosTown } from './town';

/** Everybody who acts, from their coming until they go home. */
export interface People {
  stage: Stage;
  history: History;
  /** How often each address answered with 500. */
  unforeseen: Map<string, number>;
  /** Waits until tills have something to fight for, or for a minute. */
  haveVouchers: () => Promise<void>;
  /** Waits until each has had their last answer, and what follows from it is done. */
  goHome: () => Promise<void>;
  /** Checks every promise, with no time left for what should have followed. */
  audit: () => Promise<InvariantReport[]>;
  close: () => Promise<void>;
}

/** After so long without a change, nothing more is expected to follow from the acts, in milliseconds. */
const stillMs = 90_000;

/** Lets the people of a town act at a stack's two web processes. */
export function gather(stack: ChaosStack, town: ChaosTown, random: Random): People {
  const [history, unforeseen] = [new History(), new Map<string, number>()];
  const client = new Client(stack.ports, stack.origin, random.fork(), unforeseen);
  let goesOn = true;
  const stage: Stage = {
    ...{ client, history, town, random: random.fork() },
    ...{ purses: [], waiting: [], spends: [], goesOn: () => goesOn },
  };
  const db = openDatabase(stack.environment.DATABASE_URL ?? '', 2);
  const acting = Promise.all([act(stage), lookForVouchers(db, stage)]);
  return {
    ...{ stage, history, unforeseen },
    haveVouchers: async () => {
      for (const end = performance.now() + 60_000; stage.purses.length < 10 && performance.now() < end;)
        await sleep(100);
    },
    goHome: async () => {
      goesOn = false;
      await acting;
      await step('What follows from the acts', () => calm(db));
    },
    audit: async () => {
      const key = town.tills[0]?.[0] ?? '';
      for (const code of stage.purses) await check(stage, key, code);
      return [...(await auditEverything(stack.environment, 0)), ...(await compareHistory(db, history))];
    },
    close: async () => {
      goesOn = false;
      client.close();
      await db.$client.end();
    },
  };
}

/** Finds the vouchers that have been issued, as the SMS would bring their codes. */
async function lookForVouchers(db: Database, { purses, goesOn }: Stage): Promise<void> {
  const known = new Set<string>();
  for (; goesOn(); await sleep(300)) {
    const found = await db.$client
      .query<{ code: string }>('select code from vouchers order by issued_at')
      .catch(() => ({ rows: [] }));
    for (const { code } of found.rows) {
      if (known.has(code)) continue;
      known.add(code);
      purses.push(code);
    }
  }
}

/** Waits until nothing is left to be told or sent, or nothing has changed any more for long. */
async function calm(db: Database): Promise<void> {
  let [left, changedAt] = [-1, performance.now()];
  for (; performance.now() - changedAt < stillMs; await sleep(500)) {
    const { rows } = await db.$client.query<{ left: number }>(`
      select ((select count(*) from outbox) + (select count(*) from messages where status = 'in coda')
        + (select count(*) from applications a where status = 'approvata'
            and not exists (select from vouchers v where v.application_id = a.id))
        + (select count(*) from vouchers v
            where not exists (select from messages m
              where m.kind = 'voucher-code' and m.business_key like 'voucher-code:' || v.application_id || ':%')))::int as left`);
    if (rows[0]?.left === 0) return;
    if (rows[0]?.left !== left) [left, changedAt] = [rows[0]?.left ?? left, performance.now()];
  }
}
