import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };

const file = path.resolve('publiccode.yml');
const folder = mkdtempSync(path.join(tmpdir(), 'buoni-spesa-publiccode-'));
afterAll(() => rmSync(folder, { recursive: true }));

const parser = path.join(folder, 'pcvalidate');
const build = spawnSync(
  'go',
  ['build', '-mod=readonly', '-o', parser, 'github.com/italia/publiccode-parser-go/v3/pcvalidate'],
  { cwd: 'tools/publiccode', timeout: 300_000 },
);

/** What the parser of Developers Italia has to say of a file; it goes nowhere for it. */
function validate(publiccode: string): { valid: boolean; said: string } {
  const { status, stdout, stderr } = spawnSync(parser, ['-no-network', publiccode], { encoding: 'utf8' });
  return { valid: status === 0, said: `${stdout}${stderr}` };
}

describe.skipIf(build.status !== 0)('the official parser, built with Go where Go is', () => {
  it('takes publiccode.yml', () => {
    expect(validate(file)).toEqual({ valid: true, said: '' });
  });

  it('does not take just anything', () => {
    const wrong = path.join(folder, 'publiccode.yml');
    writeFileSync(wrong, readFileSync(file, 'utf8').replace('standalone/web', 'standalone/castle'));
    expect(validate(wrong)).toMatchObject({ valid: false, said: expect.stringContaining('softwareType') });
  });
});

describe('publiccode.yml', () => {
  const said = z
    .object({
      softwareVersion: z.string(),
      legal: z.object({ license: z.string() }),
      description: z.record(z.string(), z.object({ longDescription: z.string() })),
    })
    .parse(parse(readFileSync(file, 'utf8')));

  it('says of version and licence what the package says', () => {
    expect([said.softwareVersion, said.legal.license]).toEqual([manifest.version, manifest.license]);
  });

  it('describes the software in Italian', () => {
    expect(Object.keys(said.description)).toContain('it');
  });
});
