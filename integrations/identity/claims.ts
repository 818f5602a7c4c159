import { isCivilDate } from '../../domain/calendar';
import { fiscalCodeFault, normaliseFiscalCode } from '../../domain/fiscal-code';
import type { Identity } from '../../domain/identity/identity';
import { readMobile } from '../../domain/phone';

/** The attributes of SPID and CIE, by the names the OpenID federation gives them and those that gateways shorten. */
const names = {
  fiscalCode: ['https://attributes.eid.gov.it/fiscal_number', 'fiscal_number', 'fiscalNumber'],
  familyName: ['family_name', 'familyName'],
  givenName: ['given_name', 'name'],
  birthDate: ['birthdate', 'https://attributes.spid.gov.it/dateOfBirth', 'dateOfBirth'],
  email: ['email'],
  mobile: ['phone_number', 'https://attributes.spid.gov.it/mobilePhone', 'mobilePhone'],
} as const;

/**
 * Reads who the claims speak of, or null where one that the service cannot do without is missing or unreadable: tax
 * code (also behind `TINIT-`, its country), names, day of birth. Mail and telephone are welcome, not needed.
 */
export function readClaims(
  claims: Readonly<Record<string, unknown>>,
): Pick<Identity, 'fiscalCode' | 'familyName' | 'givenName' | 'birthDate' | 'email' | 'mobile'> | null {
  const read = (field: keyof typeof names): string | null => {
    const found = names[field].map((name) => claims[name]).find((value) => typeof value === 'string');
    return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
  };
  const fiscalCode = normaliseFiscalCode(read('fiscalCode') ?? '').replace(/^TINIT-/, '');
  const [familyName, givenName, birthDate] = [read('familyName'), read('givenName'), read('birthDate')];
  if (fiscalCodeFault(fiscalCode) !== null || familyName === null || givenName === null) return null;
  if (birthDate === null || !isCivilDate(birthDate)) return null;
  const mobile = readMobile(read('mobile') ?? '');
  const email = read('email');
  return {
    fiscalCode,
    familyName,
    givenName,
    birthDate,
    email: email !== null && /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email) ? email : null,
    mobile: 'value' in mobile ? mobile.value : null,
  };
}
