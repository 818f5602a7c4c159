import { beforeEach, describe, expect, it, vi } from 'vitest';

const secrets = vi.hoisted(() => ({ known: [''] as [string, ...string[]] }));
vi.mock('@/env', () => ({ authSecrets: () => secrets.known }));

const { sealer } = await import('../../app/_server/sealing');

const [old, current] = ['o'.repeat(32), 'c'.repeat(32)];
const plain = Buffer.from('a secret of twenty b');

describe('what is sealed', () => {
  beforeEach(() => {
    secrets.known = [old];
  });

  it('opens in its own place, and is never the same twice', () => {
    const sealed = sealer.seal(plain, 'here');
    expect(sealer.open(sealed, 'here')).toEqual(plain);
    expect(sealed.includes(plain)).toBe(false);
    expect(sealer.seal(plain, 'here')).not.toEqual(sealed);
    expect(() => sealer.open(sealed, 'there')).toThrow('not known');
  });

  it('opens after the secret was changed, as long as the old one is known', () => {
    const sealed = sealer.seal(plain, 'here');
    secrets.known = [current, old];
    expect(sealer.open(sealed, 'here')).toEqual(plain);
    const fresh = sealer.seal(plain, 'here');
    secrets.known = [current];
    expect(sealer.open(fresh, 'here')).toEqual(plain);
    expect(() => sealer.open(sealed, 'here')).toThrow('not known');
  });

  it('is refused where a bit of it was changed', () => {
    const sealed = sealer.seal(plain, 'here');
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => sealer.open(changed, 'here')).toThrow('not known');
    }
  });
});
