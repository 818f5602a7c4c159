import { createHmac, timingSafeEqual, X509Certificate } from 'node:crypto';
import { fiscalCodeFault, normaliseFiscalCode } from '../../domain/fiscal-code';
import type { Identity, IdentityFault } from '../../domain/identity/identity';
import { ok, refused, type Result } from '../../domain/result';

/** How old what the proxy signed may be. */
const freshMs = 60_000;

/**
 * What the proxy says of the card (RFC 9440): the certificate as a byte sequence, and over it our proxy's signature
 * `t=<Unix seconds>,v1=<hex HMAC-SHA256>`, so that nobody who reaches the application past the proxy can say the same.
 */
export interface ClientCertificate {
  /** `Client-Cert`: `:<base64 of DER>:`. */
  certificate: string | null;
  /** `Client-Cert-Signature`. */
  signature: string | null;
  /** Of the request it came with. */
  method: string;
  path: string;
}

/** What the proxy signs: the request it is good for, when, and the certificate. */
export const signedText = (
  { certificate, method, path }: Pick<ClientCertificate, 'method' | 'path'> & { certificate: string },
  seconds: number,
): string => `${seconds}\n${method}\n${path}\n${certificate}`;

/**
 * Who the card of a CNS or TS-CNS proves, at level 3: a certified device and its PIN. The proxy has verified that an
 * authority of the Italian trust list issued it and that it is in time; here it is only believed to be the proxy's word.
 *
 * @param now epoch milliseconds
 * @returns `no-certificate` where there was none, `not-trusted` where it is not the proxy's word, `claims-missing` where
 *   the certificate names no tax code
 */
export function cnsIdentity(
  given: ClientCertificate,
  secret: string,
  now: number,
): Result<Identity, IdentityFault> {
  const { certificate, signature } = given;
  if (certificate === null || certificate === '') return refused('no-certificate');
  const der = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(certificate)?.[1];
  if (der === undefined || !isSigned({ ...given, certificate }, signature ?? '', secret, now)) {
    return refused('not-trusted');
  }
  const subject = subjectOf(Buffer.from(der, 'base64'));
  if (subject === null) return refused('not-trusted');
  // AgID, profile of the CNS: CN = tax code, stroke, number of the card, dot, hash.
  const fiscalCode = normaliseFiscalCode(/^([^/]+)\/[^./]+\..+$/.exec(subject.CN ?? '')?.[1] ?? '');
  if (fiscalCodeFault(fiscalCode) !== null) return refused('claims-missing');
  return ok({
    method: 'cns',
    // Cards are renewed and authorities change; the person stays.
    issuer: 'cns',
    subject: fiscalCode,
    level: 3,
    fiscalCode,
    familyName: subject.SN ?? null,
    givenName: subject.GN ?? null,
    birthDate: null,
    email: null,
    mobile: null,
  });
}

function isSigned(
  given: ClientCertificate & { certificate: string },
  signature: string,
  secret: string,
  now: number,
): boolean {
  const [, seconds, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (seconds === undefined || hex === undefined) return false;
  const expected = createHmac('sha256', secret)
    .update(signedText(given, Number(seconds)))
    .digest();
  if (!timingSafeEqual(expected, Buffer.from(hex, 'hex'))) return false;
  return Math.abs(now - Number(seconds) * 1000) <= freshMs;
}

/** The parts of the subject that stand in it once; null where the bytes are no certificate. */
function subjectOf(der: Buffer): Partial<Record<'CN' | 'GN' | 'SN', string>> | null {
  try {
    const parts = new X509Certificate(der).toLegacyObject().subject as unknown as Record<string, unknown>;
    return Object.fromEntries(Object.entries(parts).filter(([, value]) => typeof value === 'string'));
  } catch {
    return null;
  }
}
