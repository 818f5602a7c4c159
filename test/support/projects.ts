import path from 'node:path';

/** What a project of tests needs to have running. */
export type Need = 'postgres' | 'temporal' | 'workflows' | 'pages' | 'app' | 'browser';

/** The projects of tests, each a folder of `test/`, cheapest first. */
export const projects = {
  domain: [],
  app: [],
  documents: [],
  integrations: [],
  lint: [],
  scripts: [],
  commands: ['postgres'],
  workflows: ['postgres', 'temporal', 'workflows'],
  replay: ['workflows'],
  e2e: ['postgres', 'temporal', 'workflows', 'app', 'browser'],
  lighthouse: ['postgres', 'temporal', 'workflows', 'app', 'browser'],
  chaos: ['workflows', 'pages'],
} as const satisfies Record<string, readonly Need[]>;

export type Project = keyof typeof projects;

/** How many test files run at once. */
export const parallelFiles = 2;

/** The places where files run at once: in the browser each has an application of its own. */
export const lanes = Array.from({ length: parallelFiles }, (_, index) => String(index + 1));

/** The Temporal namespace of the application of a lane. */
export const namespaceOfLane = (lane: string): string => `e2e-${lane}`;

/** The Temporal namespace of a file of workflow tests: files run side by side, and one's worker must not serve another. */
export function namespaceOf(testFile: string): string {
  return `test-${path.basename(testFile, '.test.ts')}`;
}

/** The projects that the arguments of `npm test` ask for: by `--project`, by path, or all. */
export function chosenProjects(args: string[]): Project[] {
  const all = Object.keys(projects) as Project[];
  const named = args.flatMap((arg, index) => {
    if (arg.startsWith('--project=')) return [arg.slice('--project='.length)];
    return args[index - 1] === '--project' ? [arg] : [];
  });
  if (named.length > 0) return all.filter((project) => named.includes(project));
  const paths = args.filter((arg) => arg.startsWith('test/'));
  if (paths.length > 0) return all.filter((project) => paths.some((each) => each.split('/')[1] === project));
  return all;
}
