import { parsePhoneNumberFromString, type NumberType, type PhoneNumber } from 'libphonenumber-js/max';

/** A telephone number as E.164: `+39070123456` (Italian landlines keep their zero), `+393331234567`. */
export type Phone = string;

/** What is wrong with a number given as a mobile: not a number at all, or one where no SMS arrives. */
export type MobileFault = 'mobile' | 'mobile-landline';

/** Lines that take no SMS by the numbering plans; what a plan does not tell apart is let through. */
const withoutSms: Partial<Record<NumberType & string, MobileFault>> = {
  FIXED_LINE: 'mobile-landline',
  TOLL_FREE: 'mobile-landline',
  PREMIUM_RATE: 'mobile-landline',
  SHARED_COST: 'mobile-landline',
  UAN: 'mobile-landline',
  // In Italy a mobile number with one digit too many.
  VOICEMAIL: 'mobile',
};

/**
 * Reads a number as people write it: Italian unless it says another country, with `+39` or `0039` or neither, with
 * blanks, dots, slashes and brackets wherever they stand. An extension is no part of a number that can be called back.
 */
export function readPhone(typed: string): Phone | null {
  return parsed(typed)?.number ?? null;
}

/** Reads a number that must receive SMS, Italian or foreign. */
export function readMobile(typed: string): { value: Phone } | { code: MobileFault } {
  const number = parsed(typed);
  if (number === null) return { code: 'mobile' };
  const type = number.getType();
  const code = type && withoutSms[type];
  return code ? { code } : { value: number.number };
}

/** The number as people read it: Italian ones without country, others with it. What is no number stays as it is. */
export function writePhone(text: string): string {
  const number = parsed(text);
  if (number === null) return text;
  return number.country === 'IT' ? number.formatNational() : number.formatInternational();
}

/** A number that exists by its country's numbering plan, or null. */
function parsed(typed: string): PhoneNumber | null {
  // `extract: false`: two numbers, or a number among words, are not a number.
  const number = parsePhoneNumberFromString(typed, { defaultCountry: 'IT', extract: false });
  return number?.isValid() && number.ext === undefined ? number : null;
}
