import { existsSync, readFileSync } from 'node:fs';

/** What the build says of the addresses there are. */
interface Manifest {
  staticRoutes: { page: string }[];
  /** Those that vary, the more particular ones first. */
  dynamicRoutes: { page: string; regex: string }[];
}

const manifest = '.next/routes-manifest.json';

/**
 * Names the route of an address, as its folder below `app/` does: `/domande/[id]`. An address holds codes, names and secrets
 * that no log and no metric may repeat, and there is no end of them; of routes there are as many as files. What is no route
 * is `other`.
 *
 * @param file what the build wrote of its routes; without it (in development) every address is `other`
 */
export function routeNames(file = manifest): (path: string) => string {
  const { staticRoutes, dynamicRoutes } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest)
    : { staticRoutes: [], dynamicRoutes: [] };
  const fixed = new Set(staticRoutes.map(({ page }) => page));
  const varying = new Map<string, { page: string; shape: RegExp }[]>();
  for (const { page, regex } of dynamicRoutes) {
    const known = varying.get(roomOf(page)) ?? [];
    varying.set(roomOf(page), [...known, { page, shape: new RegExp(regex) }]);
  }
  return (path) => {
    if (fixed.has(path)) return path;
    return varying.get(roomOf(path))?.find(({ shape }) => shape.test(path))?.page ?? 'other';
  };
}

/** The first steps of an address, by which few routes are left to try. */
const roomOf = (path: string): string => path.split('/', path.startsWith('/api/') ? 4 : 2).join('/');
