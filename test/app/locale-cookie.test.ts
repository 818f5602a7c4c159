import { afterEach, expect, test, vi } from 'vitest';
import { localeCookie } from '../../app/_i18n/locales';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['https://buoni.comune.example', { name: '__Host-lingua', secure: true }],
  ['http://localhost:3000', { name: 'lingua', secure: false }],
])('the language of %s is kept for that host alone where it has TLS', (url, expected) => {
  vi.stubEnv('APP_URL', url);
  expect(localeCookie()).toEqual(expected);
});
