import { environment } from '@/env';

/**
 * Whether an unsafe request comes from our own pages. The framework's check can be passed with a forged
 * `X-Forwarded-Host` and is skipped without an `Origin`; this one compares with the configured address only.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>): boolean {
  const origin = headers.get('origin');
  if (origin !== null && origin !== 'null') return origin === new URL(environment().APP_URL).origin;
  return headers.get('sec-fetch-site') === 'same-origin';
}
