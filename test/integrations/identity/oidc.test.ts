import { createServer } from 'node:http';
import { generateKeyPairSync, sign } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { oidcGateway, type OidcClient } from '../../../integrations/identity/oidc';
import type { Pending } from '../../../integrations/identity/port';
import { demoClient } from '../../../scripts/demo/identity-provider/client';
import { passThrough, startFaultyProvider, type FaultyProvider } from '../../support/identity-provider';

const appUrl = 'http://localhost:3999';
const acr = 'https://www.spid.gov.it/SpidL2';

let provider: FaultyProvider;
beforeAll(async () => {
  provider = await startFaultyProvider({ appUrls: [appUrl] });
});
afterEach(() => {
  provider.spoil(null);
  provider.trouble(null);
});
afterAll(() => provider.stop());

const clientOf = (changes: Partial<OidcClient> = {}): OidcClient => ({
  issuer: provider.issuer,
  clientId: demoClient.id,
  proof: { secret: demoClient.secret },
  redirectUri: `${appUrl}/accedi/identita/ritorno`,
  methods: { spid: { acr, parameters: 'idp_hint=spid' }, cie: { acr, parameters: 'idp_hint=cie' } },
  patienceMs: 2_000,
  ...changes,
});

async function begun(method: 'spid' | 'cie' = 'spid', client = clientOf()) {
  const gateway = oidcGateway(client);
  const outcome = await gateway.begin(method);
  if (!outcome.ok) throw new Error(outcome.error);
  return { gateway, ...outcome.value };
}

/** Goes all the way as one of the provider's people. */
async function enter(person: string, change: (pending: Pending) => Pending = (pending) => pending) {
  const { gateway, address, pending } = await begun();
  return gateway.finish(change(pending), await passThrough(address, person));
}

const refusedWith = (error: string) => ({ ok: false, error });

describe('somebody who comes back from the gateway', () => {
  it('is who SPID says they are: tax code without its country, level, contacts', async () => {
    expect(await enter('nina')).toMatchObject({
      ok: true,
      value: {
        identity: {
          method: 'spid',
          issuer: provider.issuer,
          subject: 'nina',
          level: 2,
          fiscalCode: 'PRVNNI92E49B354U',
          familyName: 'Prova',
          givenName: 'Nina',
          birthDate: '1992-05-09',
          email: 'nina.prova@example.org',
          mobile: '+393331112233',
        },
      },
    });
  });

  it('may come by CIE, and needs neither mail nor telephone', async () => {
    const { gateway, address, pending } = await begun('cie');
    expect(new URL(address).searchParams.get('idp_hint')).toBe('cie');
    const identity = { method: 'cie', level: 3, email: null, mobile: null };
    expect(await gateway.finish(pending, await passThrough(address, 'elio'))).toMatchObject({
      ok: true,
      value: { identity },
    });
  });

  it('asks with PKCE, state, nonce and the level, none of which is the same twice', async () => {
    const [one, two] = [await begun(), await begun()].map(({ address }) => new URL(address).searchParams);
    expect(one?.get('code_challenge_method')).toBe('S256');
    expect(one?.get('acr_values')).toBe(acr);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(one?.get(name)).not.toBe(two?.get(name));
    }
  });

  it('proves the portal by its own key where the gateway wants no secret', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'portal', use: 'sig', alg: 'RS256' };
    const client = {
      client_secret: undefined,
      token_endpoint_auth_method: 'private_key_jwt' as const,
      jwks: { keys: [jwk] as never },
    };
    const other = await startFaultyProvider({ appUrls: [appUrl], client });
    const key = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
    const asked = await begun('spid', clientOf({ issuer: other.issuer, proof: { key, keyId: 'portal' } }));
    const outcome = await asked.gateway.finish(asked.pending, await passThrough(asked.address, 'nina'));
    await other.stop();
    expect(outcome).toMatchObject({ ok: true });
  });
});

describe('nobody gets in', () => {
  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, Parameters<FaultyProvider['spoil']>[0]]>([
    ['from another issuer', { claims: (claims) => ({ ...claims, iss: 'https://elsewhere.example.org' }) }],
    ['with a token for somebody else', { claims: (claims) => ({ ...claims, aud: 'another-client' }) }],
    ['with a token of another sign-in', { claims: (claims) => ({ ...claims, nonce: 'another' }) }],
    ['with a token of no sign-in', { claims: (claims) => ({ ...claims, nonce: undefined }) }],
    ['with a token signed by a stranger', { key: 'another' }],
    ['with a token nobody signed', { key: 'none' }],
    ['with a token that is over', { claims: (claims) => ({ ...claims, iat: now() - 600, exp: now() - 30 }) }],
    ['as somebody the user info does not speak of', { claims: (claims) => ({ ...claims, sub: 'luigi' }) }],
  ])('%s', async (_how, change) => {
    provider.spoil(change);
    expect(await enter('nina')).toEqual(refusedWith('not-trusted'));
  });

  it('with a level that is too low, said or unsaid', async () => {
    expect(await enter('nina-livello-1')).toEqual(refusedWith('level-too-low'));
    provider.spoil({ claims: (claims) => ({ ...claims, acr: undefined }) });
    expect(await enter('nina')).toEqual(refusedWith('level-too-low'));
  });

  it('without a tax code', async () => {
    expect(await enter('nina-senza-codice')).toEqual(refusedWith('claims-missing'));
  });

  it('who pressed Annulla', async () => {
    expect(await enter('')).toEqual(refusedWith('cancelled'));
  });

  it('in another browser than the one that asked', async () => {
    expect(await enter('nina', (pending) => ({ ...pending, state: 'another' }))).toEqual(
      refusedWith('not-trusted'),
    );
    expect(await enter('nina', (pending) => ({ ...pending, nonce: 'another' }))).toEqual(
      refusedWith('not-trusted'),
    );
    const { verifier } = (await begun()).pending;
    expect(await enter('nina', (pending) => ({ ...pending, verifier }))).toEqual(refusedWith('expired'));
  });

  it('twice by the same answer', async () => {
    const { gateway, address, pending } = await begun();
    const answer = await passThrough(address, 'nina');
    expect(await gateway.finish(pending, answer)).toMatchObject({ ok: true });
    expect(await gateway.finish(pending, answer)).toEqual(refusedWith('expired'));
  });

  it('by an answer of another issuer (RFC 9207)', async () => {
    const { gateway, address, pending } = await begun();
    const answer = await passThrough(address, 'nina');
    answer.searchParams.set('iss', 'https://elsewhere.example.org');
    expect(await gateway.finish(pending, answer)).toEqual(refusedWith('not-trusted'));
  });

  it('while the gateway is out of order, and no later than our patience', async () => {
    provider.trouble({ status: 502 });
    expect(await enter('nina')).toEqual(refusedWith('unreachable'));
    provider.trouble({ delayMs: 4_000 });
    const { gateway, address, pending } = await begun();
    const answer = await passThrough(address, 'nina');
    const before = Date.now();
    expect(await gateway.finish(pending, answer)).toEqual(refusedWith('unreachable'));
    expect(Date.now() - before).toBeLessThan(3_500);
  });

  it('where there is no gateway, until there is one', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const away = oidcGateway(clientOf({ issuer: `http://127.0.0.1:${port}`, patienceMs: 300 }));
    expect(await away.begin('spid')).toEqual(refusedWith('unreachable'));
    silent.closeAllConnections();
    silent.close();
    expect(await away.begin('spid')).toEqual(refusedWith('unreachable'));
  });
});

describe('leaving', () => {
  it('names the session that ends, and where to come back', async () => {
    const { gateway } = await begun();
    const address = new URL((await gateway.end('the-token', `${appUrl}/`)) ?? '');
    expect(address.origin).toBe(provider.issuer);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: demoClient.id,
      id_token_hint: 'the-token',
      post_logout_redirect_uri: `${appUrl}/`,
    });
  });
});

describe('the gateway’s word that a session ended', () => {
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const noticeOf = (changes: Record<string, unknown> = {}, key = provider.key): string => {
    const iat = Math.floor(Date.now() / 1000);
    const { issuer: iss } = provider;
    const claims = {
      iss,
      aud: demoClient.id,
      sub: 'nina',
      iat,
      exp: iat + 120,
      jti: 'one',
      events,
      ...changes,
    };
    const parts = [{ alg: 'RS256', kid: provider.keyId, typ: 'logout+jwt' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return [...parts, sign('sha256', Buffer.from(parts.join('.')), key).toString('base64url')].join('.');
  };
  const read = (notice: string) => oidcGateway(clientOf()).ended(notice);

  it('is believed when it is signed, for us, and just now', async () => {
    const value = { issuer: provider.issuer, subject: 'nina' };
    expect(await read(noticeOf())).toEqual({ ok: true, value });
  });

  it('is not believed otherwise, and an ID token is none', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const wrong = [
      noticeOf({}, stranger),
      noticeOf({ iss: 'https://elsewhere.example.org' }),
      noticeOf({ aud: 'another-client' }),
      noticeOf({ iat: Math.floor(Date.now() / 1000) - 600 }),
      noticeOf({ events: undefined }),
      noticeOf({ nonce: 'of-a-sign-in' }),
      noticeOf({ sub: undefined }),
      '',
    ];
    for (const notice of wrong) expect(await read(notice)).toEqual(refusedWith('not-trusted'));
    const { gateway, address, pending } = await begun();
    const proven = await gateway.finish(pending, await passThrough(address, 'nina'));
    if (!proven.ok) throw new Error(proven.error);
    expect(await read(proven.value.idToken ?? '')).toEqual(refusedWith('not-trusted'));
  });
});
