import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** How a run of the tests went. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** Leaves the count of a vitest run in the file that `TEST_COUNT_FILE` names, for `scripts/test.ts` to print at the very end. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count: Count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      // A file that could not be loaded, or a hook that failed, fails no test of its own: it counts as one.
      const suites = [...module.children.allSuites()];
      count.failed += module.errors().length + suites.reduce((sum, suite) => sum + suite.errors().length, 0);
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    const file = process.env.TEST_COUNT_FILE;
    if (file) writeFileSync(file, JSON.stringify(count));
  }
}
