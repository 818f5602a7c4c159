import { sign } from 'node:crypto';
import { generateKeyPairSync } from 'node:crypto';
import {
  startDemoProvider,
  type DemoProvider,
  type DemoProviderOptions,
} from '../../scripts/demo/identity-provider/provider';
import { freePort } from '../../scripts/stack/ports';

type Claims = Record<string, unknown>;

/** A provider that can be made to answer wrongly. */
export interface FaultyProvider extends DemoProvider {
  /** Changes what the next ID tokens say, or with which key they are signed. */
  spoil: (change: { claims?: (claims: Claims) => Claims; key?: 'another' | 'none' } | null) => void;
  /** Makes the endpoint for tokens answer with a status, or after some milliseconds. */
  trouble: (trouble: { status?: number; delayMs?: number } | null) => void;
}

/** The demo's own provider, with a hand on the tokens it gives. */
export async function startFaultyProvider(
  options: Omit<DemoProviderOptions, 'port'>,
): Promise<FaultyProvider> {
  const started = await startDemoProvider({ ...options, port: await freePort() });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  let spoiled: Parameters<FaultyProvider['spoil']>[0] = null;
  let troubled: Parameters<FaultyProvider['trouble']>[0] = null;

  started.provider.use(async (context, next) => {
    await next();
    if (context.path !== '/token') return;
    if (troubled?.delayMs) await new Promise((resolve) => setTimeout(resolve, troubled?.delayMs));
    if (troubled?.status) Object.assign(context, { status: troubled.status, body: 'out of order' });
    const body = context.body as { id_token?: string } | undefined;
    if (!spoiled || !body?.id_token) return;
    const [header = '', payload = ''] = body.id_token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
    const changed = part(spoiled.claims?.(claims) ?? claims);
    if (spoiled.key === 'none') {
      body.id_token = `${part({ alg: 'none' })}.${changed}.`;
      return;
    }
    const key = spoiled.key === 'another' ? stranger : started.key;
    const signature = sign('sha256', Buffer.from(`${header}.${changed}`), key).toString('base64url');
    body.id_token = `${header}.${changed}.${signature}`;
  });

  return {
    ...started,
    spoil: (change) => {
      spoiled = change;
    },
    trouble: (trouble) => {
      troubled = trouble;
    },
  };
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Goes through the provider's pages as a browser would.
 *
 * @param person the subject of one of its people; empty for "Annulla"
 * @returns the address the provider sends the browser back to
 */
export async function passThrough(address: string, person: string): Promise<URL> {
  const jar = new Map<string, string>();
  const go = async (url: string, init: RequestInit = {}): Promise<string> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${url} answered ${answer.status} ${await answer.text()}`);
    return new URL(location, url).href;
  };
  const interaction = await go(address);
  const chosen = { method: 'POST', body: new URLSearchParams({ persona: person }) };
  return new URL(await go(await go(interaction, chosen)));
}
