import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { locales } from '../../../app/_i18n/locales';
import {
  accreditationTexts,
  consentKinds,
  consentText,
  consentTexts,
  wholeText,
} from '../../../domain/consent/texts';

/** The fingerprint of every wording there has been: a line is added for a new one and never changed. */
const fingerprints: Record<string, string> = {
  'self-certification 2026-11 it': 'd513193baf68f9f53a079a49c8e11d17831e37b140660ca0fe85b10bc4051bed',
  'self-certification 2026-11 en': 'efb0f8f2965538c5446f6cf533abcf00744141ac54a010550e163b6b19181a86',
  'privacy 2026-11 it': '19191677b31b8d6f01595135aa84bfa086fe65ebb01f1cc283f1b76ccad880df',
  'privacy 2026-11 en': '297bb746b0d0a38826ffee864e9588df1265e5792bccd74f3362aad2b74f83be',
  'declarations 2026-11 it': 'ccd3abc79b66476ea0fdabfe1cd46348b49f23e9a572fb5abc2ddb66df558e03',
  'declarations 2026-11 en': '7c54dd88dad7c2954c2f74d3587861e0153f38956894d9a5a422b209bf6d0003',
};

const published = Object.entries(consentTexts).flatMap(([kind, { version, wordings }]) =>
  Object.entries(wordings).map(([language, wording]) => ({
    name: `${kind} ${version} ${language}`,
    wording,
  })),
);

describe('the texts people accept', () => {
  it.each(published.map(({ name, wording }) => [name, wording] as const))(
    '%s has the words it was published with',
    (name, wording) => {
      expect(wording && createHash('sha256').update(wholeText(wording)).digest('hex')).toBe(
        fingerprints[name],
      );
    },
  );

  it('are there in every language of the pages', () => {
    for (const kind of consentKinds) {
      for (const locale of locales) expect(consentText(kind, locale).language).toBe(locale);
    }
  });

  it('are shown, and recorded, in Italian where there is no translation', () => {
    for (const language of ['de', '', 'constructor', '__proto__']) {
      expect(consentText('privacy', language)).toEqual(consentText('privacy', 'it'));
    }
  });

  it('say in one box what each of the two for the access is', () => {
    expect(accreditationTexts.map((kind) => consentText(kind, 'it').statement)).toEqual([
      'Dichiaro quanto scritto sopra',
      'acconsento al trattamento dei miei dati',
    ]);
  });
});
