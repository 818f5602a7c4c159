import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Nginx } from '../../scripts/testing/nginx';
import { freePort, reaches } from '../../scripts/stack/ports';
import { openAuthority, type Authority, type Card } from './authority';
import { cnsProxySecret } from './cns';

/** The sample configuration of nginx, running before an application. */
export interface Front {
  /** Ports of the portal and of the door for the CNS. */
  portal: number;
  door: number;
  stop: () => Promise<void>;
}

/** What a front is changed in beyond names, ports and files. */
interface Changes {
  /** The portal's port where it is reached without TLS, so that what is measured are not its callers' ciphers. */
  plainPort?: number;
  /** The cache keeps more than any should: what says nothing of being kept is kept for a minute, faults too. */
  greedy?: boolean;
}

/** Starts nginx with the sample configuration, changed in its names, ports and files, and in nothing else that is not asked for. */
export async function startFront(
  nginx: Nginx,
  { application, cards, host }: { application: string; cards: Authority; host: Card },
  { plainPort, greedy = false }: Changes = {},
): Promise<Front> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-nginx-'));
  const [portal, door] = [plainPort ?? (await freePort()), await freePort()];
  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const secret = write('secret', `${cnsProxySecret}\n`);
  const script = readFileSync('deploy/nginx/client-cert.js', 'utf8');
  const names: [string, string][] = [
    [
      '/etc/nginx/client-cert.js',
      write('client-cert.js', changed(script, [['/etc/buoni-spesa/cns-proxy-secret', secret]])),
    ],
    ['/etc/nginx/tls/portal.pem', write('portal.pem', host.certificate)],
    ['/etc/nginx/tls/portal.key', write('portal.key', host.key)],
    ['/etc/nginx/tls/cns-authorities.pem', write('authorities.pem', cards.certificate)],
    ['/var/cache/nginx/buoni-spesa', `${folder}/cache`],
    ['listen 443 ssl', `listen 127.0.0.1:${portal}${plainPort ? '' : ' ssl'}`],
    ['listen 8443 ssl', `listen 127.0.0.1:${door} ssl`],
    ['127.0.0.1:3000', new URL(application).host.replace('localhost', '127.0.0.1')],
    ['https://comune.example', application],
    ['comune.example', 'localhost'],
    ...(greedy
      ? [
          ['proxy_cache buoni_spesa;', 'proxy_cache buoni_spesa; proxy_cache_valid any 1m;'] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  const sample = changed(readFileSync('deploy/nginx/buoni-spesa.conf', 'utf8'), names);
  return { portal, door, stop: await run(nginx, folder, sample, door) };
}

/** Starts nginx with the sample configuration before an application, reached without TLS and without cards. */
export async function startPlainFront(
  nginx: Nginx,
  application: string,
  { plainPort, greedy = false }: Changes = {},
): Promise<Front & { url: string }> {
  const cards = openAuthority('Nessuna CNS');
  try {
    const host = cards.issue('/CN=localhost', { host: true });
    const port = plainPort ?? (await freePort());
    const front = await startFront(nginx, { application, cards, host }, { plainPort: port, greedy });
    return { ...front, url: `http://127.0.0.1:${port}` };
  } finally {
    cards.remove();
  }
}

/** Runs nginx until a port of its answers. @returns stops it, and removes its folder */
async function run(nginx: Nginx, folder: string, http: string, port: number): Promise<() => Promise<void>> {
  mkdirSync(path.join(folder, 'logs'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const configuration = path.join(folder, 'nginx.conf');
  writeFileSync(
    configuration,
    `${user} daemon off; worker_processes 1; worker_rlimit_nofile 65536; pid ${folder}/pid; load_module ${nginx.scripts};
events { worker_connections 16384; }
http { access_log off; ${temporary.join(' ')}
${http}
}`,
  );
  const child = spawn(nginx.command, ['-p', folder, '-e', `${folder}/logs/error.log`, '-c', configuration], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let tries = 0; !(await reaches(`127.0.0.1:${port}`)); tries++) {
    if (tries > 50 || child.exitCode !== null)
      throw new Error(`nginx does not start: ${readFileSync(`${folder}/logs/error.log`, 'utf8')}`);
    await sleep(100);
  }
  return async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The text with other names; each of them must be there, or the test would speak of another configuration. */
function changed(text: string, names: readonly [string, string][]): string {
  return names.reduce((result, [from, to]) => {
    if (!result.includes(from)) throw new Error(`the sample does not say ${from}`);
    return result.replaceAll(from, to);
  }, text);
}

export interface Answer {
  status: number;
  location: string | undefined;
  cookies: string[];
}

/** Asks over TLS, with a card or without, whoever signed the server's certificate. */
export function askOverTls(
  port: number,
  target: string,
  options: Pick<RequestOptions, 'headers' | 'cert' | 'key' | 'method'> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        path: target,
        rejectUnauthorized: false,
        agent: false,
        ...options,
      },
      (response) => {
        response.resume();
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, location: headers.location, cookies: headers['set-cookie'] ?? [] });
      },
    );
    asked.once('error', reject).end();
  });
}
