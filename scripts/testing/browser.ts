import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { Problem } from '../stack/problem';
import type { Say } from '../stack/progress';

const run = promisify(execFile);

/** Headless on any machine, also as root, and silent towards the network. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser for the tests: the one `CHROMIUM_PATH` names, an installed Chromium or Chrome, Playwright's own download,
 * Debian's package when root. Throws a `Problem` when there is none: tests in a browser are never skipped in silence.
 */
export async function findChromium(say: Say): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await starts(named)) return named;
    throw new Problem(`CHROMIUM_PATH names ${named}, which is not a working Chromium.`);
  }
  for (const candidate of [...installed, chromium.executablePath()]) {
    if (existsSync(candidate) && (await starts(candidate))) return candidate;
  }
  say("Downloading Playwright's Chromium");
  await attempt(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
  if (await starts(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("Installing Debian's Chromium");
    await attempt('apt-get', ['update']);
    await attempt('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
    if (await starts('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  throw new Problem(
    'The tests in the browser need Chromium: install it or Chrome, or set CHROMIUM_PATH. ' +
      'Without a browser, run the others by name: npm test -- --project domain --project commands',
  );
}

async function starts(command: string): Promise<boolean> {
  try {
    await run(command, ['--version'], { timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function attempt(command: string, args: string[]): Promise<void> {
  try {
    await run(command, args, {
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    // The next way is tried.
  }
}
