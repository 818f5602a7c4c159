import { printReports } from '../audit/everything';
import type { ChaosResult } from './run';
import type { Injected } from './storm';

/** The longest stretch without a success that one fault may cause, in milliseconds. */
export const longestGapMs = 2_000;

/** Stretches from so long on are listed, in milliseconds. */
const toldMs = 1_000;

/** A fault's stretch counts until so long after it was over, in milliseconds. */
const aftermathMs = 1_000;

/** Prints what happened and what came of it. @returns how many promises were broken, and the longest gap in milliseconds */
export function printChaos({ history, injected, from, until, hasDisk, unforeseen, reports }: ChaosResult): {
  violations: number;
  gapMs: number;
} {
  const violations = printReports(reports);
  console.log('\nFaults injected, by target and way, each with the longest gap around one:');
  const kinds = new Map<string, Injected[]>();
  for (const each of injected) {
    const kind = `${each.target} ${each.way}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), each]);
  }
  for (const [kind, all] of [...kinds].toSorted(([one], [other]) => one.localeCompare(other))) {
    const gaps = all.map((each) => history.gaps(each.from, each.until + aftermathMs)[0].milliseconds);
    const lasted = all.map((each) => each.until - each.from);
    console.log(
      `  ${kind}: ${all.length}, each ${seconds(median(lasted))} s, at most ${seconds(Math.max(...lasted))}; longest gap ${seconds(Math.max(...gaps))} s`,
    );
  }
  if (!hasDisk) console.log('  no full disk: only root can give PostgreSQL a disk of its own');
  const gaps = history.gaps(from, until);
  const [{ milliseconds: gapMs, from: began }] = gaps;
  console.log('\nStretches of a second and more without a success:');
  for (const gap of gaps.filter(({ milliseconds }) => milliseconds >= toldMs))
    console.log(
      `  ${seconds(gap.milliseconds)} s, ${seconds(gap.from - from)} s after the first fault: ${around(injected, gap.from, gap.milliseconds)}`,
    );
  console.log(`\nActs acknowledged in ${((until - from) / 1_000).toFixed(0)} s of it and around:`);
  for (const [name, count] of history.acknowledged()) console.log(`  ${name}: ${count}`);
  for (const [where, count] of unforeseen) console.log(`  answered with 500: ${where}, ${count} times`);
  const kills = injected.filter((each) => each.kills).length;
  const acts = history.all.filter(({ outcome }) => outcome === 'done').length;
  const unknown = history.all.filter(({ outcome }) => outcome === 'unknown').length;
  console.log(
    `\n${injected.length} faults, ${kills} of them kills; ${acts} acts acknowledged, ${unknown} of unknown outcome; ` +
      `longest gap without a success ${gapMs.toFixed(0)} ms (${around(injected, began, gapMs)}); ${violations} violations`,
  );
  return { violations, gapMs };
}

const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1);

const median = (all: number[]): number => all.toSorted((one, other) => one - other)[all.length >> 1] ?? 0;

function around(injected: readonly Injected[], from: number, milliseconds: number): string {
  const meanwhile = injected.filter((each) => each.from < from + milliseconds && each.until > from);
  return meanwhile.map(({ target, way }) => `${target} ${way}`).join(', ') || 'nothing went wrong then';
}
