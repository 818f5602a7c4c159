/** Where a page finds the nonce of its answer, among the headers of its request. */
export const nonceHeader = 'x-nonce';

/** What an answer is told apart by. */
export interface Answered {
  path: string;
  /** As the answer says it; empty where it says none. */
  mediaType: string;
  nonce: string;
  /** Whether people reach the site over TLS. */
  secure: boolean;
  development: boolean;
}

/**
 * Pages whose document may use the camera and the program that reads codes: the till's. A document keeps its policy
 * while scripts exchange what it shows, so whoever goes in or out gets a new one (`isCrossing`).
 */
export const isTill = (path: string): boolean => /^\/esercente(\/|$)/.test(path);

/**
 * The policy of a page: scripts and styles are those that carry this answer's own nonce, and what they load in turn.
 * Nothing comes from another site, nobody frames it, and no form leads away. The server that reloads what is being
 * written needs more.
 */
export function pagePolicy({ path, nonce, secure, development }: Omit<Answered, 'mediaType'>): string {
  const scripts = [
    `'nonce-${nonce}' 'strict-dynamic'`,
    ...(isTill(path) ? ["'wasm-unsafe-eval'"] : []),
    ...(development ? ["'unsafe-eval'"] : []),
  ];
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Previews of what is being sent are pictures the page makes itself.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws: wss:' : ''}`,
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** What is no page: a program may reach this site where it runs as a worker; of the rest nothing runs or loads anything. */
function otherPolicy({ path, mediaType }: Answered): string {
  if (path.startsWith('/_next/') || mediaType.includes('javascript'))
    return "default-src 'self'; frame-ancestors 'none'";
  return "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
}

/** What no page of ours uses. Passkeys stay allowed. */
const unused: string = [
  'accelerometer',
  'browsing-topics',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Two years, in seconds. */
const tlsSeconds = 63_072_000;

/**
 * What every answer says, a page or not, good or bad, where whoever made it did not say it otherwise. Addresses of
 * ours hold ids and keys of requests for help: no other site is told where its visitor comes from.
 */
export function headersOf(answered: Answered): Record<string, string> {
  const { path, mediaType, secure } = answered;
  return {
    'Content-Security-Policy': mediaType.startsWith('text/html')
      ? pagePolicy(answered)
      : otherPolicy(answered),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': `camera=(${isTill(path) ? 'self' : ''}), ${unused}`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
    ...(secure ? { 'Strict-Transport-Security': `max-age=${tlsSeconds}; includeSubDomains` } : {}),
  };
}
