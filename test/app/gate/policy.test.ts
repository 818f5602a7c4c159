import { describe, expect, it } from 'vitest';
import { headersOf, pagePolicy } from '../../../app/_server/gate/policy';

const page = { path: '/domande', mediaType: 'text/html; charset=utf-8', nonce: 'bm9uY2U=', secure: true };
const at = (path: string, mediaType = page.mediaType) =>
  headersOf({ ...page, path, mediaType, development: false });
const directives = (policy: string | undefined): Record<string, string> =>
  Object.fromEntries(
    (policy ?? '').split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1).join(' ')]),
  );

describe('the policy of a page', () => {
  const policy = directives(at('/domande')['Content-Security-Policy']);

  it('runs what carries the nonce of this answer, and nothing that is only written in the page', () => {
    expect(policy['script-src']).toBe("'nonce-bm9uY2U=' 'strict-dynamic'");
    expect(policy['style-src']).toBe("'self' 'nonce-bm9uY2U='");
    expect(Object.values(policy).join(' ')).not.toMatch(/unsafe|\*|http/);
  });

  it('loads nothing that it does not name, posts nowhere else and is framed by nobody', () => {
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    });
    expect(policy).toHaveProperty('upgrade-insecure-requests');
  });

  it('lets the till alone open the camera and run the program that reads codes', () => {
    for (const path of ['/esercente', '/esercente/movimenti']) {
      expect(at(path)['Content-Security-Policy']).toContain("'wasm-unsafe-eval'");
      expect(at(path)['Permissions-Policy']).toContain('camera=(self)');
    }
    for (const path of ['/', '/esercenti', '/esercenti/adesione', '/operatore/esercenti', '/accedi']) {
      expect(at(path)['Content-Security-Policy']).not.toContain('eval');
      expect(at(path)['Permissions-Policy']).toContain('camera=()');
    }
  });

  it('is no weaker for a path that only looks like the till’s', () => {
    for (const path of ['/esercente%2f', '/ESERCENTE', '//esercente', '/x/esercente'])
      expect(at(path)['Content-Security-Policy']).not.toContain('wasm');
  });

  it('is loosened for the server of who writes it, never for people', () => {
    const own = { ...page, secure: false };
    expect(pagePolicy({ ...own, development: true })).toContain("'unsafe-eval'");
    expect(pagePolicy({ ...own, development: false })).not.toContain('unsafe');
  });
});

describe('every answer', () => {
  it.each(['text/html', 'application/json', 'text/csv', 'application/pdf', 'text/x-component', ''])(
    'of the kind “%s” says how it is to be kept',
    (mediaType) => {
      const headers = at('/qualcosa', mediaType);
      expect(headers).toMatchObject({
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'same-origin',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
        'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
      });
      expect(headers['Permissions-Policy']).toContain('microphone=()');
      expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    },
  );

  it('that is no page runs nothing; a program that runs as a worker may reach its own site', () => {
    expect(at('/a.json', 'application/json')['Content-Security-Policy']).toMatch(/^default-src 'none';/);
    expect(at('/cassa-sw.js', 'application/javascript')['Content-Security-Policy']).toMatch(
      /^default-src 'self';/,
    );
  });

  it('speaks of TLS only where people come over TLS', () => {
    const headers = headersOf({ ...page, secure: false, development: false });
    expect(headers).not.toHaveProperty('Strict-Transport-Security');
    expect(headers['Content-Security-Policy']).not.toContain('upgrade');
  });
});
