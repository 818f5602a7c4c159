/**
 * Runs a TypeScript script of this project on a checkout where nothing has been prepared:
 *
 *     node scripts/run.mjs scripts/start.ts [arguments]
 *
 * Plain JavaScript without dependencies, because it runs before they are installed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

requireNode(20, 19);
process.chdir(root);
if (!dependenciesInstalled()) await installDependencies();

const { register } = await import('tsx/esm/api');
register();
const { run } = await import(pathToFileURL(path.join(root, 'scripts/stack/problem.ts')).href);
const [script, ...args] = process.argv.slice(2);
process.argv = [process.argv[0], path.resolve(script), ...args];
await run(() => import(pathToFileURL(path.resolve(script)).href));

/** @param {number} major @param {number} minor */
function requireNode(major, minor) {
  const [currentMajor, currentMinor] = process.versions.node.split('.').map(Number);
  if (currentMajor > major || (currentMajor === major && currentMinor >= minor)) return;
  fail(`Buoni Spesa needs Node ${major}.${minor} or newer; this is Node ${process.versions.node}.`);
}

/** npm records what it installed in a hidden lockfile: true when that agrees with package-lock.json. */
function dependenciesInstalled() {
  try {
    const wanted = readJson('package-lock.json').packages;
    const installed = readJson('node_modules/.package-lock.json').packages;
    return Object.entries(wanted).every(
      ([place, entry]) =>
        place === '' ||
        installed[place]?.version === entry.version ||
        (entry.optional === true && !installed[place]),
    );
  } catch {
    return false;
  }
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

async function installDependencies() {
  console.log('Installing the dependencies with npm ci (about a minute)');
  const started = Date.now();
  const progress = setInterval(
    () => console.log(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`),
    10_000,
  );
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const args = [...prefix, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('error', () => resolve(1)).once('exit', resolve));
  clearInterval(progress);
  if (code !== 0) {
    fail('The dependencies could not be installed: npm says why above. Put it right and start again.');
  }
  console.log(`Dependencies installed (${Math.round((Date.now() - started) / 1000)} s)`);
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
