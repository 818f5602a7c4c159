import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

// What the framework gives only while it serves a request.
vi.mock('next/headers', () => ({}));
const { safeReturn } = await import('../../app/_server/session');

const here = 'https://buoni.example';

/** What attackers write where a path is expected. */
const nasty = [
  '//altrove.example',
  '///altrove.example',
  '/\\altrove.example',
  '\\\\altrove.example',
  '/\t/altrove.example',
  '/\n/altrove.example',
  'https://altrove.example',
  'https:altrove.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//altrove.example',
  '/..//altrove.example',
  '/x/..//altrove.example',
  '/%2f/altrove.example',
  '/%09/altrove.example',
  '/%5caltrove.example',
  '@altrove.example',
  '/@altrove.example',
  '.altrove.example',
  '/ /altrove.example',
  '/\u2028/altrove.example',
  '/／altrove.example',
  '/a\r\nSet-Cookie: x=1',
  ' //altrove.example',
  '?//altrove.example',
];

/** Where a browser, and the router after it, would go. */
function leadsTo(path: string): URL {
  const { pathname, search } = new URL(path, `${here}/accedi`);
  return new URL(pathname + search, `${here}/accedi`);
}

describe('the page to return to', () => {
  it.each(nasty)('never leads to another site: %j', (path) => {
    expect(leadsTo(safeReturn(path, '/')).origin).toBe(here);
    expect(safeReturn(path, '/')).not.toMatch(/[\r\n\t\\]/);
  });

  it('never leads to another site, whatever is put together', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '%2f',
      '%5c',
      '\t',
      'https:',
      'altrove.example',
      '?',
      '#',
      'a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.array(piece, { maxLength: 8 }).map((all) => all.join('')),
        ),
        (path) => {
          expect(leadsTo(safeReturn(path, '/')).origin).toBe(here);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is the one asked for where it is ours', () => {
    for (const path of ['/domande', '/operatore/domande/1?fatto=si', '/esercente/movimenti?dal=2026-01-01'])
      expect(safeReturn(path, '/')).toBe(path);
  });
});
