import { readFileSync, readdirSync } from 'node:fs';

/** A file that answers at an address of its own. */
export interface Route {
  file: string;
  /** An address it answers at; ids in it lead to nothing. */
  path: string;
  kind: 'page' | 'route';
  /** Of a route, the methods it exports; a page answers GET, and POST for its acts. */
  methods: string[];
  source: string;
}

const nothing = '00000000-0000-7000-8000-000000000000';

/** Every page and route handler there is, from the tree itself: a new one cannot be forgotten. */
export function allRoutes(): Route[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .toSorted()
    .map((file) => {
      const source = readFileSync(`app/${file}`, 'utf8');
      const kind = file.endsWith('page.tsx') ? 'page' : 'route';
      return { file: `app/${file}`, path: addressOf(file), kind, methods: methodsOf(source, kind), source };
    });
}

const addressOf = (file: string): string =>
  `/${file.split('/').slice(0, -1).map(stepOf).filter(Boolean).join('/')}`;

function stepOf(folder: string): string {
  if (folder.startsWith('[[')) return '';
  if (folder.startsWith('(')) return '';
  if (folder === '[slug]') return 'buoni-spesa';
  return folder.startsWith('[') ? nothing : folder;
}

function methodsOf(source: string, kind: Route['kind']): string[] {
  if (kind === 'page') return ['GET', 'POST'];
  const exported = source.matchAll(/^export\s+(?:async\s+)?(?:function|const)?\s*(\w+|\{[^}]*\})/gm);
  const names = [...exported].flatMap(([, what]) => what?.match(/\b(GET|POST|PUT|PATCH|DELETE)\b/g) ?? []);
  return [...new Set(names)];
}
