import { printReports } from '../audit/everything';
import type { ActName, Happened } from '../chaos/history';
import { longestGapMs } from '../chaos/report';
import type { Rolled } from './roll';

/** What tills ask for is refused now and then for good reasons: nothing is left, a spend was taken back. */
const atTheTill = new Set<ActName>(['voucher checked', 'voucher spent', 'spend voided']);

/** Prints what happened in each stretch of the update. @returns how much of it should not have been */
export function printRoll({ history, stretches, unforeseen, logged, lives, reports }: Rolled): number {
  const faults: string[] = [];
  console.log('');
  const acts = [...new Set(history.all.map(({ act }) => act))];
  for (const { name, from, until } of stretches) {
    const these = history.all.filter(({ ended }) => ended >= from && ended < until);
    const [gap] = history.gaps(from, until);
    const done = count(these, 'done');
    const counts = acts.map((act) => `${act} ${done.get(act) ?? 0}`).join(', ');
    console.log(
      `${name} (${seconds(until - from)} s): longest gap ${seconds(gap.milliseconds)} s; ${counts}`,
    );
    if (gap.milliseconds > longestGapMs)
      faults.push(`nobody was served for ${seconds(gap.milliseconds)} s: ${name}`);
    for (const act of acts) if (!done.has(act)) faults.push(`no ${act}: ${name}`);
    for (const [act, times] of count(these, 'refused'))
      if (!atTheTill.has(act)) faults.push(`${act} refused ${times} times: ${name}`);
    for (const [act, times] of count(these, 'unknown'))
      faults.push(`${act} unanswered ${times} times: ${name}`);
  }
  for (const [where, times] of unforeseen) faults.push(`${where} answered with 500 ${times} times`);
  for (const [name, lines] of logged)
    if (lines.length > 0)
      faults.push(`${name} wrote ${lines.length} faults into its log, the first of them ${lines[0]}`);
  console.log(`\n${lives.spent} vouchers spent to the end, ${lives.ended} of their procedures ended`);
  if (lives.ended !== lives.spent) faults.push('procedures did not end');
  const violations = printReports(reports);
  for (const fault of faults) console.log(`✗ ${fault}`);
  console.log(`\n${history.all.length} acts; ${violations} violations, ${faults.length} other faults`);
  return violations + faults.length;
}

const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1);

function count(all: readonly Happened[], as: Happened['outcome']): Map<ActName, number> {
  const counts = new Map<ActName, number>();
  for (const { act, outcome } of all) if (outcome === as) counts.set(act, (counts.get(act) ?? 0) + 1);
  return counts;
}
