import { defineConfig } from 'vitest/config';
import { parallelFiles, projects, type Project } from './test/support/projects';

/** Groups run one after the other: what needs servers does not compete with what needs the processor. */
const group: Record<Project, number> = {
  domain: 0,
  app: 0,
  documents: 0,
  integrations: 0,
  lint: 0,
  scripts: 0,
  commands: 1,
  workflows: 2,
  replay: 2,
  e2e: 3,
  // Marks of speed are taken while nothing else runs.
  lighthouse: 4,
  // It kills what it starts, and wants both processors for it.
  chaos: 5,
};

/** In milliseconds; a minute for the others. Browsers side by side on a slow machine take their time. */
const timeouts: Partial<Record<Project, number>> = {
  domain: 10_000,
  e2e: 120_000,
  lighthouse: 120_000,
  chaos: 400_000,
};

export default defineConfig({
  test: {
    projects: (Object.keys(projects) as Project[]).map((name) => ({
      // As in tsconfig.json.
      resolve: { alias: { '@': import.meta.dirname } },
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`],
        environment: 'node',
        maxWorkers: name === 'lighthouse' || name === 'chaos' ? 1 : parallelFiles,
        // A browser under load may look at a page before it is drawn; what is truly broken fails twice, and a second try is shown.
        retry: name === 'e2e' || name === 'lighthouse' ? 1 : 0,
        sequence: { groupOrder: group[name] },
        testTimeout: timeouts[name] ?? 60_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
