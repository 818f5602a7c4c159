import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Files planted in an empty copy of the tree: what each imports, and whether lint must let it pass. */
const planted: [file: string, code: string, allowed: boolean][] = [
  ['domain/voucher/a.ts', "import { x } from '../money'", true],
  ['domain/b.ts', "import { z } from 'zod'", false],
  ['domain/b.schema.ts', "import { z } from 'zod'", true],
  ['domain/places.ts', "import x from '@marketto/belfiore-connector-embedded'", false],
  ['domain/phone.ts', "import { x } from 'libphonenumber-js/max'", true],
  ['domain/h.ts', "import { x } from 'libphonenumber-js/max'", false],
  ['domain/c.ts', "import { x } from '../db/client'", false],
  ['domain/d.ts', "import { readFileSync } from 'node:fs'", false],
  ['domain/e.schema.ts', "import { x } from '../commands/open'", false],
  ['domain/f.ts', "import { x } from '@/domain/money'", false],
  ['tracing/a.ts', "import { x } from '../db/client'", false],
  ['tracing/b.ts', "import { x } from '../workflows/tracing'", false],
  ['tracing/c.ts', "import type { x } from '../workflows/tracing'", true],
  ['domain/tracing.ts', "import { x } from '../tracing/trace'", false],
  ['workflows/c.ts', "import { x } from '../tracing/trace'", false],
  ['commands/a.ts', "import { x } from '../db/client'", true],
  ['commands/application/b.ts', "import { x } from '../../workflows/application/messages'", false],
  ['commands/c.ts', "import { Client } from '@temporalio/client'", false],
  ['commands/d.ts', "import { redirect } from 'next/navigation'", false],
  ['commands/e.ts', "import { x } from '../integrations/sms'", false],
  ['commands/f.ts', "import { x } from '../documents/receipt'", false],
  ['db/a.ts', "import { x } from '../domain/money'", true],
  ['db/e.ts', "import { x } from '../keys/own'", true],
  ['keys/a.ts', "import { x } from './keyring'", true],
  ['keys/e.ts', "import { x } from '../env'", true],
  ['keys/b.ts', "import { x } from '../db/client'", false],
  ['domain/k.ts', "import { x } from '../keys/own'", false],
  ['app/k.ts', "import { x } from '@/keys/own'", false],
  ['app/k2.ts', "import { x } from '@/keys/keyring'", false],
  ['app/k3.ts', "import { x } from '@/keys/aes-gcm'", true],
  ['db/queries/b.ts', "import { x } from '../../commands/open'", false],
  ['workflows/application/a.ts', "import { condition } from '@temporalio/workflow'", true],
  ['workflows/application/b.ts', "import type * as activities from '../../activities/index'", true],
  ['workflows/application/c.ts', "import * as activities from '../../activities/index'", false],
  ['workflows/application/d.ts', "import { x } from '../../domain/application/answers.schema'", false],
  ['workflows/application/e.ts', "import { x } from '../../db/client'", false],
  ['workflows/application/f.ts', "import { createHash } from 'node:crypto'", false],
  ['workflows/application/g.ts', "export * from '../../commands/open'", false],
  ['workflows/application/h.ts', "import { x } from '../../domain/money'", true],
  ['activities/a.ts', "import { x } from '../commands/open'", true],
  ['activities/b.ts', "import { x } from '../db/queries/worklist'", false],
  ['activities/c.ts', "import type { Database } from '../db/client'", true],
  ['activities/d.ts', "import { x } from '../workflows/application/workflow'", false],
  ['activities/e.ts', "import { x } from '../documents/receipt'", true],
  ['documents/a.ts', "import { x } from '../domain/calendar'", true],
  ['documents/b.ts', "import PDFDocument from 'pdfkit'", true],
  ['documents/table/a.ts', "import { ZipFile } from 'yazl'", true],
  ['documents/c.ts', "import { x } from '../db/queries/receipt'", false],
  ['documents/d.ts', "import { ente } from '../ente'", false],
  ['documents/e.ts', "import { readFileSync } from 'node:fs'", false],
  ['integrations/a.ts', "import { x } from '../domain/messages'", true],
  ['integrations/b.ts', "import { x } from '../db/client'", false],
  ['app/domande/a.ts', "import { x } from '@/commands/application/open'", true],
  ['app/domande/b.ts', "import { x } from '@/db/queries/worklist'", true],
  ['app/domande/c.ts', "import { x } from '@/db/schema/ledger'", false],
  ['app/domande/d.ts', "import { x } from '@/workflows/application/messages'", true],
  ['app/domande/e.ts', "import { x } from '@/workflows/application/workflow'", false],
  ['app/domande/f.ts', "import { x } from '@/activities/index'", false],
  ['app/domande/g.ts', "import { x } from '../../db/schema/ledger'", false],
  ['app/domande/h.ts', "import { x } from '@/integrations/sms'", false],
  ['app/_server/files.ts', "import { x } from '@/integrations/messages/twilio'", false],
  ['app/accedi/i.ts', "import { x } from '@/integrations/identity/choose'", true],
  ['app/domande/i.ts', "import { x } from '@/env'", true],
  ['app/domande/j.ts', "import { x } from '@/documents/receipt'", true],
  ['relay/a.ts', "import { x } from '../workflows/application/messages'", true],
  ['relay/b.ts', "import { x } from '../workflows/application/workflow'", false],
  ['relay/d.ts', "import { x } from '../workflows/messages'", true],
  ['relay/c.ts', "import { x } from '../commands/open'", false],
  ['worker.ts', "import { x } from './app/page'", false],
  ['env.ts', "import { x } from './domain/money'", false],
  ['scripts/a.ts', "import { x } from '../app/page'", false],
];

/** Mistakes of other kinds, with the rule that must catch each. */
const mistakes: Record<string, [rule: string, code: string]> = {
  'domain/floating.ts': ['no-floating-promises', 'async function f() {}\nexport function g() { f(); }'],
  'domain/incomplete.ts': [
    'switch-exhaustiveness-check',
    "export function f(s: 'a' | 'b') { switch (s) { case 'a': return 1; default: return 2; } }",
  ],
  'domain/circle.ts': ['no-cycle', "import { two } from './circle-two';\nexport const one = () => two;"],
  'domain/circle-two.ts': ['no-cycle', "import { one } from './circle';\nexport const two = () => one;"],
};

const root = path.resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-lint-'));
const found = new Map<string, string[]>();

beforeAll(() => {
  for (const file of ['.oxlintrc.json', 'tsconfig.json'])
    copyFileSync(path.join(root, file), path.join(copy, file));
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const files = [...planted, ...Object.entries(mistakes).map(([file, [, code]]) => [file, code] as const)];
  for (const [file, code] of files) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), `${code};\n`);
  }
  for (const { filename, code } of lint(copy)) found.set(filename, [...(found.get(filename) ?? []), code]);
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('the direction of imports', () => {
  it.each(planted)('%s: %s -> allowed: %s', (file, _code, allowed) => {
    const refused = (found.get(file) ?? []).some((code) => code.includes('no-restricted-imports'));
    expect(refused).toBe(!allowed);
  });

  it('has a rule for every folder of code', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && holdsCode(path.join(root, entry.name)))
      .map(({ name }) => name);
    const rooms = [...new Set(planted.map(([file]) => file.split('/')[0]))];
    expect([...rooms, 'test']).toEqual(expect.arrayContaining(folders));
  });
});

describe('the other rules', () => {
  it.each(Object.entries(mistakes))('catches %s', (file, [rule]) => {
    expect(found.get(file)?.join(' ')).toContain(rule);
  });
});

function lint(folder: string): { filename: string; code: string }[] {
  const oxlint = path.join(root, 'node_modules/.bin/oxlint');
  try {
    return parse(execFileSync(oxlint, ['--type-aware', '--format=json'], { cwd: folder, stdio: 'pipe' }));
  } catch (error) {
    return parse((error as { stdout: Buffer }).stdout);
  }
}

function parse(output: Buffer): { filename: string; code: string }[] {
  return (JSON.parse(output.toString()) as { diagnostics: { filename: string; code: string }[] }).diagnostics;
}

function holdsCode(folder: string): boolean {
  if (/node_modules|^\.|build|docs|tools|public/.test(path.basename(folder))) return false;
  return readdirSync(folder, { recursive: true }).some((file) => /\.tsx?$/.test(String(file)));
}
