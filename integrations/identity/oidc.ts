import * as oidc from 'openid-client';
import type { IdentityFault } from '../../domain/identity/identity';
import { sufficientLevel } from '../../domain/identity/level';
import { ok, refused, type Result } from '../../domain/result';
import { readClaims } from './claims';
import { readNotice } from './logout-notice';
import type { GatewayMethod, IdentityGateway, Pending } from './port';

/** The gateway, and what the Ente is to it. */
export interface OidcClient {
  /** E.g. `https://login.regione.example`. */
  issuer: string;
  clientId: string;
  /** A shared secret, or the client's own key (`private_key_jwt`) as PEM with the name the gateway knows it by. */
  proof: { secret: string } | { key: string; keyId: string };
  /** Where people come back: an address registered with the gateway. */
  redirectUri: string;
  /** By method: the levels asked for, and what else tells the gateway to open with it, as a query. */
  methods: Record<GatewayMethod, { acr: string; parameters: string }>;
  patienceMs?: number;
}

/** Nobody waits longer for a gateway that does not answer. */
const patience = 8_000;

/** Clocks may differ by this much. */
const toleranceSeconds = 10;

/** What the gateway knows of itself is asked again after this. */
const rememberMs = 60 * 60_000;

/**
 * SPID and CIE through one OpenID Connect gateway: authorisation code with PKCE, state and nonce. Issuer, audience, times
 * and nonce of the ID token are checked, and its signature against the gateway's published keys, which the library
 * leaves to TLS unless asked.
 */
export function oidcGateway(client: OidcClient): IdentityGateway {
  const known = rememberedConfiguration(client);
  return {
    async begin(method) {
      const configuration = await attempt(known);
      if (!configuration.ok) return configuration;
      const pending: Pending = {
        method,
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const { acr, parameters } = client.methods[method];
      const address = oidc.buildAuthorizationUrl(configuration.value, {
        ...Object.fromEntries(new URLSearchParams(parameters)),
        redirect_uri: client.redirectUri,
        scope: 'openid profile email phone',
        acr_values: acr,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      return ok({ address: address.href, pending });
    },

    async finish(pending, address) {
      return attempt(async () => {
        const configuration = await known();
        const tokens = await oidc.authorizationCodeGrant(configuration, address, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('the answer holds no ID token');
        const level = sufficientLevel(claims.acr);
        if (level === null) throw new Refused('level-too-low');
        const told = configuration.serverMetadata().userinfo_endpoint
          ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : {};
        // What the signed token says stands over what was fetched.
        const person = readClaims({ ...told, ...claims });
        if (person === null) throw new Refused('claims-missing');
        const { iss: issuer, sub: subject } = claims;
        const identity = { method: pending.method, issuer, subject, level, ...person };
        return { identity, idToken: tokens.id_token ?? null };
      });
    },

    async end(idToken, returnTo) {
      const configuration = await attempt(known);
      if (!configuration.ok || !configuration.value.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(configuration.value, {
        post_logout_redirect_uri: returnTo,
        ...(idToken !== null && { id_token_hint: idToken }),
      }).href;
    },

    async ended(notice) {
      const configuration = await attempt(known);
      if (!configuration.ok) return configuration;
      const { issuer, jwks_uri: keys } = configuration.value.serverMetadata();
      return readNotice(notice, { issuer, keys: keys ?? '', audience: client.clientId });
    },
  };
}

/** A fault of our own finding, on its way through the library's errors. */
class Refused extends Error {
  constructor(readonly fault: IdentityFault) {
    super(fault);
  }
}

async function attempt<T>(act: () => Promise<T>): Promise<Result<T, IdentityFault>> {
  try {
    return ok(await act());
  } catch (error) {
    return refused(faultOf(error));
  }
}

/** Errors of the gateway by what the person can do; everything else is an answer that nobody believes. */
function faultOf(error: unknown): IdentityFault {
  if (error instanceof Refused) return error.fault;
  if (error instanceof oidc.AuthorizationResponseError) return answered[error.error] ?? 'not-trusted';
  if (error instanceof oidc.ResponseBodyError) return answered[error.error] ?? 'not-trusted';
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT' || isNetwork(error)) return 'unreachable';
  // A status like 502 is the gateway's trouble, not a forged token; the library keeps the answer as the cause.
  return cause instanceof Response && cause.status >= 500 ? 'unreachable' : 'not-trusted';
}

const answered: Partial<Record<string, IdentityFault>> = {
  access_denied: 'cancelled',
  consent_required: 'cancelled',
  interaction_required: 'cancelled',
  login_required: 'cancelled',
  unmet_authentication_requirements: 'level-too-low',
  server_error: 'unreachable',
  temporarily_unavailable: 'unreachable',
  // A code that was used before, or is too old.
  invalid_grant: 'expired',
};

/** What `fetch` says when nobody answers; the library lets it through. */
const isNetwork = (error: unknown): boolean => error instanceof TypeError && error.message === 'fetch failed';

/** The gateway's published configuration and keys, asked at first use; a failed question is asked again. */
function rememberedConfiguration(client: OidcClient): () => Promise<oidc.Configuration> {
  let kept: { asked: Promise<oidc.Configuration>; until: number } | null = null;
  return () => {
    if (kept === null || Date.now() > kept.until) {
      const asking = { asked: discover(client), until: Date.now() + rememberMs };
      kept = asking;
      asking.asked.catch(() => {
        if (kept === asking) kept = null;
      });
    }
    return kept.asked;
  };
}

async function discover(client: OidcClient): Promise<oidc.Configuration> {
  const issuer = new URL(client.issuer);
  return oidc.discovery(
    issuer,
    client.clientId,
    { [oidc.clockTolerance]: toleranceSeconds, redirect_uris: [client.redirectUri] },
    'secret' in client.proof ? oidc.ClientSecretBasic(client.proof.secret) : await ownKey(client.proof),
    {
      timeout: (client.patienceMs ?? patience) / 1000,
      // The environment lets only a loopback address do without TLS.
      execute: [
        oidc.enableNonRepudiationChecks,
        ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
      ],
    },
  );
}

async function ownKey({ key, keyId }: { key: string; keyId: string }): Promise<oidc.ClientAuth> {
  const der = Buffer.from(key.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  return oidc.PrivateKeyJwt({ key: imported, kid: keyId });
}
