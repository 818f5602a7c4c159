import { createHash, createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';
import { retryAfter } from '../retry-after';
import { RegisterBusy, RegisterRefuses } from './port';

/** Who asks through PDND Interoperabilità, and where vouchers are given. */
export interface PdndClient {
  /** E.g. `https://auth.interop.pagopa.it/token.oauth2`. */
  tokenUrl: string;
  /** What the client assertion is made out to, e.g. `auth.interop.pagopa.it/client-assertion`. */
  audience: string;
  clientId: string;
  keyId: string;
  /** The client's RSA key as PEM. */
  privateKey: string;
  patienceMs?: number;
}

/** A service of the catalogue, and the purpose for which it may be asked. */
export interface PdndService {
  url: string;
  purposeId: string;
  /** What the evidence and the signature are made out to, as the service's own page says. */
  audience: string;
}

/** No answer is waited for longer. */
const patience = 15_000;

/** A voucher is renewed before its last moment. */
const marginMs = 30_000;

/** Answers are a household or an attestation: a few kilobytes. */
const longestAnswer = 1024 * 1024;

/**
 * Asks services through PDND: a voucher by client assertion (RFC 7521, 7523), then the call with the voucher as bearer
 * (RFC 6750), the evidence of who asks (ModI AUDIT_REST_02) and the signed digest of the body (INTEGRITY_REST_02).
 */
export function pdnd(client: PdndClient) {
  const key = createPrivateKey(client.privateKey);
  const patienceMs = client.patienceMs ?? patience;
  let voucher: Voucher | null = null;

  const valid = async (service: PdndService): Promise<Voucher> => {
    if (voucher && voucher.until > Date.now()) return voucher;
    return (voucher = await askVoucher(client, key, service, patienceMs));
  };

  return {
    /**
     * @returns the service's answer, or null where it knows nothing (404)
     * @throws RegisterBusy, RegisterRefuses, or an error when trying again may help
     */
    async post(service: PdndService, question: object): Promise<unknown> {
      const body = JSON.stringify(question);
      const { token, evidence } = await valid(service);
      const response = await call(service.url, patienceMs, {
        body,
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          Authorization: `Bearer ${token}`,
          'Agid-JWT-TrackingEvidence': evidence,
          ...signedDigest(client, key, service, body),
        },
      });
      if (response.status === 404) return null;
      if (response.status === 401) voucher = null;
      return answerOf(response);
    },
  };
}

interface Voucher {
  token: string;
  /** The evidence whose digest stands in the voucher: both go together. */
  evidence: string;
  /** Epoch milliseconds. */
  until: number;
}

async function askVoucher(
  client: PdndClient,
  key: KeyObject,
  service: PdndService,
  patienceMs: number,
): Promise<Voucher> {
  const { clientId, keyId, audience, tokenUrl } = client;
  const about = { iss: clientId, purposeId: service.purposeId };
  const evidence = jws(key, keyId, {
    ...about,
    aud: service.audience,
    userID: 'buoni-spesa',
    userLocation: 'worker',
    LoA: 'high',
  });
  const digest = { alg: 'SHA256', value: createHash('sha256').update(evidence).digest('hex') };
  const assertion = jws(key, keyId, { ...about, sub: clientId, aud: audience, digest });
  const response = await call(tokenUrl, patienceMs, {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_id: clientId,
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      grant_type: 'client_credentials',
    }).toString(),
  });
  const { access_token, expires_in } = (await answerOf(response)) as Record<string, unknown>;
  if (typeof access_token !== 'string') throw new Error('the answer holds no voucher');
  const seconds = typeof expires_in === 'number' ? expires_in : 0;
  return { token: access_token, evidence, until: Date.now() + seconds * 1000 - marginMs };
}

/** ModI INTEGRITY_REST_02: what the body is, signed by the client. */
function signedDigest(
  { clientId, keyId }: PdndClient,
  key: KeyObject,
  { audience }: PdndService,
  body: string,
) {
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
  const signed_headers = [{ digest }, { 'content-type': 'application/json' }];
  return {
    Digest: digest,
    'Agid-JWT-Signature': jws(key, keyId, { iss: clientId, sub: clientId, aud: audience, signed_headers }),
  };
}

/** A signed statement (RS256) that holds for five minutes. */
function jws(key: KeyObject, kid: string, claims: object): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'RS256', typ: 'JWT', kid },
    { ...claims, jti: randomUUID(), iat: now, nbf: now, exp: now + 300 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const signature = sign('sha256', Buffer.from(parts.join('.')), key).toString('base64url');
  return [...parts, signature].join('.');
}

async function call(url: string, patienceMs: number, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
}

async function answerOf(response: Response): Promise<unknown> {
  const { status, headers } = response;
  if (status === 429 || status === 503) throw new RegisterBusy(retryAfter(headers.get('retry-after')));
  // A voucher that ran out, and a service that hesitates, are tried again; what is wrong with the question is not.
  if (status >= 400 && status < 500 && ![401, 408, 425].includes(status)) {
    throw new RegisterRefuses(`the register answers ${status}`);
  }
  if (!response.ok) throw new Error(`the register answers ${status}`);
  if (Number(headers.get('content-length')) > longestAnswer) throw new Error('the answer is too long');
  const text = await response.text();
  if (text.length > longestAnswer) throw new Error('the answer is too long');
  return JSON.parse(text) as unknown;
}
