import { generateKeyPairSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import Provider, { type ClientMetadata, type KoaContextWithOIDC } from 'oidc-provider';
import { demoClient } from './client';
import { choicePage, leavePage } from './pages';
import { demoIdentities, type DemoIdentity } from './people';

/** An identity provider on loopback that plays SPID and CIE: a real OpenID Connect server with people made up. */
export interface DemoProvider {
  issuer: string;
  /** What signs its tokens, and the name it is published under: new at each start, so that nobody remembers another. */
  key: KeyObject;
  keyId: string;
  provider: Provider;
  stop: () => Promise<void>;
}

export interface DemoProviderOptions {
  port: number;
  /** The portals that may send people here, e.g. `http://localhost:3000`. */
  appUrls: readonly string[];
  people?: readonly DemoIdentity[];
  /** What its client differs in. */
  client?: Partial<ClientMetadata>;
  /** How long a token holds, in seconds. */
  tokenSeconds?: number;
}

/** Starts the provider on a loopback port. */
export async function startDemoProvider(options: DemoProviderOptions): Promise<DemoProvider> {
  const { port, people = demoIdentities } = options;
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyId = randomUUID();
  const provider = new Provider(issuer, configuration(options, { key, keyId }, people));
  provider.use(async (context, next) => {
    // As with SPID from level 2 on, nobody comes in by having come in before.
    if (/^\/auth(\/|$)/.test(context.path)) forgetSession(context.req);
    const uid = /^\/persona\/([\w-]+)$/.exec(context.path)?.[1];
    await (uid === undefined ? next() : interact(provider, context as unknown as KoaContextWithOIDC, people));
  });
  const server = createServer((request, response) => void provider.callback()(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, key, keyId, provider, stop };
}

function forgetSession({ headers }: IncomingMessage): void {
  const kept = headers.cookie?.split('; ').filter((cookie) => !cookie.startsWith('_session'));
  if (kept) headers.cookie = kept.join('; ');
}

const acrOf = ({ level }: DemoIdentity): string => `https://www.spid.gov.it/SpidL${level}`;

function configuration(
  { appUrls, client, tokenSeconds = 300 }: DemoProviderOptions,
  { key, keyId }: Pick<DemoProvider, 'key' | 'keyId'>,
  people: readonly DemoIdentity[],
): ConstructorParameters<typeof Provider>[1] {
  return {
    clients: [
      {
        client_id: demoClient.id,
        client_secret: demoClient.secret,
        redirect_uris: appUrls.map((url) => `${url}/accedi/identita/ritorno`),
        post_logout_redirect_uris: appUrls.map((url) => `${url}/`),
        ...client,
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' }] } as never,
    cookies: { keys: [randomBytes(24).toString('hex')] },
    acrValues: ([1, 2, 3] as const).map((level) => `https://www.spid.gov.it/SpidL${level}`),
    extraParams: ['idp_hint'],
    claims: {
      acr: null,
      sid: null,
      auth_time: null,
      iss: null,
      openid: ['sub'],
      profile: ['fiscal_number', 'given_name', 'family_name', 'birthdate'],
      email: ['email'],
      phone: ['phone_number'],
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = leavePage(form);
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/persona/${uid}` },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      IdToken: tokenSeconds,
      Interaction: 600,
      Session: 600,
      Grant: 600,
    },
    findAccount: (_context, subject) => {
      const person = people.find((each) => each.subject === subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, ...claimsOf(person) }) };
    },
    loadExistingGrant: async (context) => {
      const { client: asking, session, provider } = context.oidc;
      const grant = new provider.Grant({
        clientId: asking?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile email phone');
      await grant.save();
      return grant;
    },
  };
}

const claimsOf = ({ fiscalCode, givenName, familyName, birthDate, email, mobile }: DemoIdentity) => ({
  ...(fiscalCode !== null && { fiscal_number: `TINIT-${fiscalCode}` }),
  given_name: givenName,
  family_name: familyName,
  birthdate: birthDate,
  ...(email !== null && { email }),
  ...(mobile !== null && { phone_number: mobile }),
});

/** The one page of the provider: who would you like to be? */
async function interact(
  provider: Provider,
  context: KoaContextWithOIDC,
  people: readonly DemoIdentity[],
): Promise<void> {
  const { params } = await provider.interactionDetails(context.req, context.res);
  if (context.method === 'GET') {
    context.type = 'html';
    context.body = choicePage(params.idp_hint === 'cie' ? 'CIE' : 'SPID', people);
    return;
  }
  const chosen = (await posted(context)).get('persona');
  const person = people.find(({ subject }) => subject === chosen);
  await provider.interactionFinished(
    context.req,
    context.res,
    person
      ? { login: { accountId: person.subject, acr: acrOf(person), remember: false } }
      : { error: 'access_denied', error_description: 'Annulla' },
    { mergeWithLastSubmission: false },
  );
  context.respond = false;
}

async function posted(context: KoaContextWithOIDC): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of context.req) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}
