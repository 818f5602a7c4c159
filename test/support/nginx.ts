import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Nginx } from '../../scripts/testing/nginx';
import { freePort, reaches } from '../../scripts/stack/ports';
import type { Authority, Card } from './authority';
import { cnsProxySecret } from './cns';

/** The sample configuration of nginx, running before an application. */
export interface Front {
  /** Ports of the portal and of the door for the CNS. */
  portal: number;
  door: number;
  stop: () => Promise<void>;
}

/** Starts nginx with the sample configuration, changed in its names, ports and files alone. */
export async function startFront(
  nginx: Nginx,
  { application, cards, host }: { application: string; cards: Authority; host: Card },
): Promise<Front> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-nginx-'));
  const [portal, door] = [await freePort(), await freePort()];
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
    ['listen 443 ssl', `listen 127.0.0.1:${portal} ssl`],
    ['listen 8443 ssl', `listen 127.0.0.1:${door} ssl`],
    ['127.0.0.1:3000', hostOf(application)],
    ['https://comune.example', application],
    ['comune.example', 'localhost'],
  ];
  const sample = changed(readFileSync('deploy/nginx/buoni-spesa.conf', 'utf8'), names);
  return { portal, door, stop: await run(nginx, folder, sample, door) };
}

/** The cache that we propose, running before an application. */
export interface Cache {
  url: string;
  stop: () => Promise<void>;
}

/**
 * Starts nginx with the sample of a cache, which is made greedier than any should be: what says nothing of being kept is
 * kept for a minute, what sets a cookie too, faults too.
 */
export async function startGreedyCache(nginx: Nginx, application: string): Promise<Cache> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-nginx-'));
  const port = await freePort();
  const sample = changed(readFileSync('deploy/nginx/cache.conf', 'utf8'), [
    ['/var/cache/nginx/buoni-spesa', `${folder}/cache`],
    ['127.0.0.1:3000', hostOf(application)],
    ['127.0.0.1:8080', `127.0.0.1:${port}`],
    [
      'proxy_cache buoni_spesa;',
      'proxy_cache buoni_spesa; proxy_cache_valid any 1m; proxy_ignore_headers Set-Cookie;',
    ],
  ]);
  return { url: `http://127.0.0.1:${port}`, stop: await run(nginx, folder, sample, port) };
}

const hostOf = (application: string): string => new URL(application).host.replace('localhost', '127.0.0.1');

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
    `${user} daemon off; worker_processes 1; pid ${folder}/pid; load_module ${nginx.scripts};
events {}
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
