import { describe, expect, it } from 'vitest';
import { ente } from '../../ente';
import { checkEnte } from '../../scripts/stack/ente';

describe('the file of the Ente', () => {
  it('that is shipped is right', () => {
    expect(() => checkEnte()).not.toThrow();
  });

  it('may be another one’s', () => {
    const other = {
      ...ente,
      name: 'Comune di San Valentino in Abruzzo Citeriore',
      municipality: 'San Valentino in Abruzzo Citeriore',
      color: { primary: '#7a1f2b', primaryDark: '#4d0f18' },
      region: { name: 'Regione Abruzzo', url: 'https://www.regione.abruzzo.it' },
    };
    expect(() => checkEnte(other)).not.toThrow();
  });

  it.each([
    [{ color: { ...ente.color, primary: '#777777' } }, 'color.primary must reach 4.5:1 against white'],
    [{ color: { ...ente.color, primaryDark: '#ffcc00' } }, 'color.primaryDark must reach 4.5:1'],
    [{ color: { ...ente.color, primary: 'blue' } }, 'color.primary must be written #rrggbb'],
    [{ logo: 'https://example.org/stemma.svg' }, 'logo must be a picture below public/'],
    [{ logo: '/ente/nessuno.svg' }, 'logo is not below public/'],
    [{ name: '' }, 'name '],
    [{ mail: 'protocollo' }, 'mail '],
  ])('is refused for %o', (changes, sentence) => {
    expect(() => checkEnte({ ...ente, ...changes })).toThrow(sentence);
  });

  it('is told all that is wrong at once', () => {
    expect(() => checkEnte({})).toThrow(/name[^]*logo[^]*color[^]*phone/);
  });
});
