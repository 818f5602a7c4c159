import { describe, expect, it } from 'vitest';
import { roles } from '../../domain/roles';
import { secondStep } from '../../domain/second-factor';
import { deviceName, networkOf, reaches, sessionLevels, shortNetwork } from '../../domain/session';

describe('a second factor', () => {
  const staff = [
    ...['operatore', 'responsabile', 'esercente', 'supporto'],
    ...['contactcenter', 'intermediario', 'amministratore'],
  ];
  const session = { level: 'l1', enrolled: false, waived: false } as const;

  it.each(roles)('is owed by a %s as the office says', (role) => {
    expect(secondStep({ ...session, role })).toBe(staff.includes(role) ? 'enrol' : null);
    expect(secondStep({ ...session, role, enrolled: true })).toBe('verify');
    expect(secondStep({ ...session, role, waived: true })).toBeNull();
  });

  it('that exists is asked for even where it could be waived', () => {
    expect(secondStep({ ...session, role: 'operatore', enrolled: true, waived: true })).toBe('verify');
  });

  it.each(sessionLevels)('is asked for at level %s only where one factor was shown', (level) => {
    const asked = secondStep({ ...session, role: 'responsabile', level, enrolled: true });
    expect(asked).toBe(reaches(level, 'l2') ? null : 'verify');
  });
});

describe('a network', () => {
  it.each([
    ['93.40.17.8', '93.40.17.8', '93.40.…'],
    ['::ffff:93.40.17.8', '93.40.17.8', '93.40.…'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:…'],
    ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:…'],
    ['::1', '0:0:0:0::/64', '0:0:…'],
  ])('of %s is %s, and for its owner %s', (address, network, short) => {
    expect(networkOf(address)).toBe(network);
    expect(shortNetwork(address)).toBe(short);
  });

  it('is bounded, whatever is claimed to be an address', () => {
    for (const claimed of ['', ':', '::::::', 'x'.repeat(5000), `${'1:'.repeat(900)}`, '1::2::3'])
      expect((shortNetwork(claimed) ?? '').length).toBeLessThanOrEqual(40);
  });
});

describe('a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1', 'Safari, iPhone'],
    ['Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36', 'Chrome, Android'],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0', 'Edge, Windows'],
    ['curl/8.1', null],
    [null, null],
  ])('%s is %s', (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
