import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Measured } from '@/domain/waiting-room/capacity';

/** How often the event loop is looked at, in milliseconds. */
const resolution = 20;

/** Measures what a process goes through, from one look to the next. */
export function strainMeter() {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  let since = performance.now();
  let utilization = performance.eventLoopUtilization();
  let [answers, answering, most] = [0, 0, 0];
  return {
    /** So many are under way, or stand in line to be. */
    sees: (count: number): void => {
      most = Math.max(most, count);
    },
    /** An answer took so many milliseconds. */
    answered: (milliseconds: number): void => {
      answers++;
      answering += milliseconds;
    },
    /** What was measured since the last look, where so many stand in line now. */
    look: (inLine: number): Measured => {
      const now = performance.now();
      const elapsed = Math.max(1, now - since);
      const current = performance.eventLoopUtilization();
      const measured = {
        // The timer that measures comes later than the loop by its own interval.
        lagMs: Math.max(0, delay.percentile(99) / 1e6 - resolution),
        answerMs: answers === 0 ? 0 : answering / answers,
        answersPerSecond: (answers * 1_000) / elapsed,
        most,
        inLine,
        busy: performance.eventLoopUtilization(current, utilization).utilization,
      };
      utilization = current;
      delay.reset();
      [since, answers, answering, most] = [now, 0, 0, inLine];
      return measured;
    },
  };
}
