import { describe, expect, it } from 'vitest';
import { readPostalCode } from '../../domain/postal-code';
import { provinces, readProvince } from '../../domain/provinces';

describe('a province', () => {
  it('is one of the 107 of ISTAT, the four reborn in Sardinia, or another country', () => {
    expect(new Set(provinces.map(({ code }) => code)).size).toBe(112);
    expect(provinces.filter(({ code }) => ['CI', 'OG', 'OT', 'VS', 'EE'].includes(code))).toHaveLength(5);
    expect(provinces.every(({ code }) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });

  it.each(provinces.map(({ code, name }) => [code, name]))(
    '%s is read back from its letters and from %s',
    (code, name) => {
      const ways = [
        code,
        code.toLowerCase(),
        name,
        name.toUpperCase(),
        `${name} (${code})`,
        `Provincia di ${name}`,
      ];
      expect(ways.map(readProvince)).toEqual(ways.map(() => code));
    },
  );

  it.each([
    [' ca ', 'CA'],
    ['Città metropolitana di Cagliari', 'CA'],
    ['Forli-Cesena', 'FC'],
    ['FORLI’ CESENA', 'FC'],
    ["L'Aquila", 'AQ'],
    ['provincia dell’Aquila', 'AQ'],
    ['Reggio nell’Emilia', 'RE'],
    ['Reggio di Calabria', 'RC'],
    ['Monza e Brianza', 'MB'],
    ['Bolzano/Bozen', 'BZ'],
    ['Provincia autonoma di Trento', 'TN'],
    ['PS', 'PU'],
    ['estero', 'EE'],
    ['Medio Campidano', 'VS'],
  ])('is read from %j as %s', (typed, code) => expect(readProvince(typed)).toBe(code));

  it.each(['', 'ZZ', 'Assemini', 'C', 'Cagliari (SS)', 'Sardegna', 'toString', '09032'])(
    'is not %j',
    (typed) => expect(readProvince(typed)).toBeNull(),
  );
});

describe('a postal code', () => {
  it.each([
    ['09032', 'CA', '09032'],
    [' 09032', 'CA', '09032'],
    ['I-09032', 'CA', '09032'],
    ['00010', 'RM', '00010'],
    ['98168', 'ME', '98168'],
    ['V-00120', 'RM', '00120'],
    ['SM-47890', null, '47890'],
    ['75001', 'EE', '75001'],
    ['sw1a 1aa', 'EE', 'SW1A 1AA'],
    ['D-10115', 'EE', 'D-10115'],
  ] as const)('%j in %s is kept as %s', (typed, province, value) =>
    expect(readPostalCode(typed, province)).toEqual({ value }),
  );

  it.each([
    ['9032', 'CA', 'postal-code'],
    ['090321', 'CA', 'postal-code'],
    ['0903O', 'CA', 'postal-code'],
    ['00000', 'CA', 'postal-code-range'],
    ['00009', 'CA', 'postal-code-range'],
    ['98169', 'ME', 'postal-code-range'],
    ['SW1A 1AA', 'CA', 'postal-code'],
    ['<b>', 'EE', 'postal-code'],
  ] as const)('%j in %s is refused: %s', (typed, province, code) =>
    expect(readPostalCode(typed, province)).toEqual({ code }),
  );
});
