import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Problem } from '../stack/problem';

const run = promisify(execFile);

/** A working nginx, and its module for scripts (njs). */
export interface Nginx {
  command: string;
  scripts: string;
}

const commands = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'];
const modules = ['/usr/lib/nginx/modules', '/usr/lib64/nginx/modules', '/usr/local/lib/nginx/modules'].map(
  (folder) => `${folder}/ngx_http_js_module.so`,
);

/**
 * The nginx for the tests: an installed one, or Debian's packages when root. Null where there is none, which with `CI=true`
 * is a `Problem`.
 */
export async function findNginx(): Promise<Nginx | null> {
  const installed = find();
  if (installed) return installed;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const options = { timeout: 300_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    const packages = ['nginx', 'libnginx-mod-http-js'];
    await run('apt-get', ['update'], options).catch(() => undefined);
    await run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], options).catch(
      () => undefined,
    );
  }
  const found = find();
  if (found === null && process.env.CI === 'true') {
    throw new Problem('The test of the CNS needs nginx with njs: install nginx and libnginx-mod-http-js.');
  }
  return found;
}

function find(): Nginx | null {
  const command = commands.find((each) => existsSync(each));
  const scripts = modules.find((each) => existsSync(each));
  return command !== undefined && scripts !== undefined ? { command, scripts } : null;
}
