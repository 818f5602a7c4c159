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
    [{ desk: { ...ente.desk, patron: '29-06' } }, 'desk.patron must be written mm-dd'],
    [{ desk: { ...ente.desk, hours: { ...ente.desk.hours, mon: ['13:00-9:00'] } } }, 'hh:mm-hh:mm'],
    [
      { desk: { ...ente.desk, hours: { ...ente.desk.hours, mon: ['09:00-13:00', '12:00-18:00'] } } },
      'must be in order',
    ],
    [
      { desk: { ...ente.desk, hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } } },
      'must be open at some time',
    ],
  ])('is refused for %o', (changes, sentence) => {
    expect(() => checkEnte({ ...ente, ...changes })).toThrow(sentence);
  });

  it('is told all that is wrong at once', () => {
    expect(() => checkEnte({})).toThrow(/name[^]*logo[^]*color[^]*phone/);
  });
});
