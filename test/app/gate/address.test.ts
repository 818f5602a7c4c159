import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callerAddress } from '../../../app/_server/gate/address';

describe('the address of who calls', () => {
  it('is whoever holds the connection where no proxy of ours stands before, whatever the header says', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(callerAddress(header, '203.0.113.7', 0)).toBe('203.0.113.7');
      }),
    );
  });

  it('is what the outermost of our proxies saw, however many the caller invents before it', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV4()), fc.integer({ min: 1, max: 4 }), (invented, proxies) => {
        const inner = Array.from({ length: proxies - 1 }, (_, index) => `10.0.0.${index + 2}`);
        const header = [...invented, '203.0.113.7', ...inner].join(', ');
        expect(callerAddress(header, '10.0.0.1', proxies)).toBe('203.0.113.7');
      }),
    );
  });

  it('is known also where fewer proxies wrote than were announced', () => {
    expect(callerAddress(undefined, '203.0.113.7', 1)).toBe('203.0.113.7');
    expect(callerAddress('198.51.100.1', '10.0.0.1', 3)).toBe('198.51.100.1');
  });

  it('takes several headers of the same name for one', () => {
    expect(callerAddress(['1.2.3.4', '203.0.113.7'], '10.0.0.1', 1)).toBe('203.0.113.7');
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
  ])('counts %s as %s', (address, network) => {
    expect(callerAddress(undefined, address, 0)).toBe(network);
  });
});
