import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKey, readKeyring, UnopenedError } from '../../keys/keyring';

const [first, second] = [newKey('k1'), newKey('k2')];
const text = (bytes: Buffer): string => bytes.toString('utf8');

describe('the keys', () => {
  it('open what they sealed, at the place it was sealed for', () => {
    const ring = readKeyring(first);
    fc.assert(
      fc.property(fc.string(), fc.string(), (plain, place) => {
        const sealed = ring.seal('column', Buffer.from(plain), place);
        expect(text(ring.open('column', 'k1', sealed, place))).toBe(plain);
      }),
    );
  });

  it('open it nowhere else, for nothing else, and not once a bit of it has changed', () => {
    const ring = readKeyring(first);
    const sealed = ring.seal('column', Buffer.from('ISEE 6.200,00'), 'applications\nform\n1');
    expect(() => ring.open('column', 'k1', sealed, 'applications\nform\n2')).toThrow(UnopenedError);
    expect(() => ring.open('payload', 'k1', sealed, 'applications\nform\n1')).toThrow(UnopenedError);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => ring.open('column', 'k1', changed, 'applications\nform\n1')).toThrow(UnopenedError);
    }
    expect(() => ring.open('column', 'k1', sealed.subarray(0, 20), '')).toThrow(UnopenedError);
  });

  it('seal the same twice into different values', () => {
    const ring = readKeyring(first);
    expect(ring.seal('column', Buffer.from('x'), '').equals(ring.seal('column', Buffer.from('x'), ''))).toBe(
      false,
    );
  });

  it('go on opening after another came before them, and no more once they are gone', () => {
    const sealed = readKeyring(first).seal('column', Buffer.from('x'), 'p');
    expect(readKeyring(`${second},${first}`).current).toBe('k2');
    expect(text(readKeyring(`${second},${first}`).open('column', 'k1', sealed, 'p'))).toBe('x');
    expect(() => readKeyring(second).open('column', 'k1', sealed, 'p')).toThrow(
      'its key is not in ENCRYPTION_KEYS',
    );
  });

  it.each(['', 'k1', 'k1:short', `${first},${first}`, first.replace('k1', 'K 1')])(
    'are refused where they are written %j, without being shown',
    (list) => {
      const secret = first.slice(3, 20);
      expect(() => readKeyring(list)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(secret) as string }),
      );
    },
  );
});
