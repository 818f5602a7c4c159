import {
  condition,
  proxyActivities,
  proxyLocalActivities,
  setDefaultSignalHandler,
} from '@temporalio/workflow';
import type { BareActivities } from './worker';

const options = { startToCloseTimeout: '10s' } as const;

/** A term of the law, which is cancelled by what happens before it. */
const term = '30 days';

/**
 * The shape of an application's life with nothing in it: five signals (opened, submitted, approved, issued, exhausted),
 * four terms, eight activities (three messages of two each, the voucher, the standing at the end).
 */
export async function bareLife({ local }: { local: boolean }): Promise<void> {
  const acts = local
    ? proxyLocalActivities<BareActivities>(options)
    : proxyActivities<BareActivities>(options);
  let heard = 0;
  setDefaultSignalHandler(() => void heard++);
  const hears = (signals: number) => condition(() => heard >= signals, term);
  const messages: Promise<void>[] = [];
  const tell = () => void messages.push(acts.act().then(() => acts.act()));

  await hears(2);
  tell();
  await hears(3);
  tell();
  await acts.issue();
  await hears(4);
  tell();
  await hears(5);
  await condition(() => false, '1s');
  await acts.act();
  await Promise.all(messages);
}
