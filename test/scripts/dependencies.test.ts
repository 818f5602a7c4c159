import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { belowMinimum, type Locked, type Minimum } from '../../scripts/dependencies/minimums';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const minimums = read('.ci/minimum-versions.json') as Record<string, Minimum>;
const { packages } = read('package-lock.json') as { packages: Locked };

describe('the packages in use', () => {
  it('are as new as they must be', () => {
    expect(belowMinimum(packages, minimums)).toEqual([]);
  });

  it('each stand in the table with what is wrong with older ones', () => {
    for (const [name, { why }] of Object.entries(minimums)) {
      expect(why.length, name).toBeGreaterThan(10);
      expect(
        Object.keys(packages).some((folder) => folder.endsWith(`node_modules/${name}`)),
        name,
      ).toBe(true);
    }
  });

  it.each([
    ['16.4.0', false],
    ['16.4.1', true],
    ['16.10.0', true],
    ['16.4.1-canary.3', false],
    ['15.99.99', false],
    ['17.0.0', true],
  ])('next %s: may be used: %s', (version, allowed) => {
    expect(belowMinimum({ 'node_modules/next': { version } }, minimums)).toHaveLength(allowed ? 0 : 1);
  });

  it('are looked at wherever they lie, and never beyond what is too new', () => {
    const locked = {
      '': { version: '0.0.1' },
      'node_modules/a/node_modules/next-auth': { version: '4.24.13' },
      'node_modules/next-auth': { version: '5.0.0-beta.32' },
      'node_modules/@other/next-auth': { version: '1.0.0' },
      'node_modules/constructor': { version: '0.0.1' },
    };
    const rule = { minimum: '4.24.15', below: '5.0.0-0', why: 'it is so' };
    const why = 'is not 4.24.15 to 5.0.0-0: it is so';
    expect(belowMinimum(locked, { 'next-auth': rule })).toEqual([
      `next-auth 4.24.13 (node_modules/a/node_modules/next-auth) ${why}`,
      `next-auth 5.0.0-beta.32 (node_modules/next-auth) ${why}`,
    ]);
  });
});
