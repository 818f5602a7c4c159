import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../integrations/identity/claims';

const whole = {
  fiscal_number: 'TINIT-PRVNNI92E49B354U',
  given_name: 'Nina',
  family_name: 'Prova',
  birthdate: '1992-05-09',
};

const nina = {
  fiscalCode: 'PRVNNI92E49B354U',
  givenName: 'Nina',
  familyName: 'Prova',
  birthDate: '1992-05-09',
  email: null,
  mobile: null,
};

describe('the claims of SPID and CIE', () => {
  it('are read by the names of the federation and those of gateways, with the country or without', () => {
    const { fiscal_number: _, ...rest } = whole;
    expect(readClaims(whole)).toEqual(nina);
    expect(
      readClaims({ ...rest, 'https://attributes.eid.gov.it/fiscal_number': 'prvnni92e49b354u' }),
    ).toEqual(nina);
    expect(readClaims({ ...rest, fiscalNumber: 'TINIT-PRVNNI92E49B354U' })).toEqual(nina);
  });

  it('may leave out mail and telephone, and no other', () => {
    for (const name of Object.keys(whole)) {
      expect(readClaims({ ...whole, [name]: undefined })).toBeNull();
      expect(readClaims({ ...whole, [name]: '' })).toBeNull();
      expect(readClaims({ ...whole, [name]: ['x'] })).toBeNull();
    }
  });

  it('are no use with a tax code or a day that cannot be', () => {
    expect(readClaims({ ...whole, fiscal_number: 'TINIT-PRVNNI92E49B354X' })).toBeNull();
    expect(readClaims({ ...whole, fiscal_number: 'TINDE-12345678901' })).toBeNull();
    expect(readClaims({ ...whole, birthdate: '1992-02-30' })).toBeNull();
  });

  it('say a mail and a mobile only where they are one', () => {
    const contacts = { email: 'nina@example.org', phone_number: '333 1112233' };
    expect(readClaims({ ...whole, ...contacts })).toMatchObject({
      email: 'nina@example.org',
      mobile: '+393331112233',
    });
    const wrong = { email: 'nina', phone_number: '070 123456' };
    expect(readClaims({ ...whole, ...wrong })).toEqual(nina);
  });
});
