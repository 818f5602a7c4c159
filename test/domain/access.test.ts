import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault, usernameFor } from '../../domain/access';

const personal = ['m.rossi', 'RSSMRA85T10A562S'];

describe('a new password', () => {
  it.each([
    ['nine letters and digits', 'bucatini1'],
    ['the last of many letters a digit', 'tre bicchieri di mirto 3'],
    ['accents, signs and blanks', 'perché-no? 2 volte'],
    ['letters of another script', 'пароль-123'],
    ['128 characters', `${'a'.repeat(127)}1`],
    ['nine characters beyond the basic plane and no fewer', '𐐀𐐀𐐀𐐀𐐀𐐀𐐀𐐀1'],
  ])('may have %s', (_, password) => {
    expect(passwordFault(password, personal)).toBeNull();
  });

  it.each([
    ['nothing', '', 'password-short'],
    ['eight characters', 'bucatin1', 'password-short'],
    ['eight characters beyond the basic plane', '𐐀𐐀𐐀𐐀𐐀𐐀𐐀1', 'password-short'],
    ['129 characters', `${'a'.repeat(128)}1`, 'password-long'],
    ['letters only', 'bucatini-amatriciana', 'password-digit'],
    ['digits only', '1234567890', 'password-letter'],
    ['digits and signs', '12345-67890!', 'password-letter'],
    ['the username in it', 'm.rossi2021', 'password-personal'],
    ['the username in other case', 'xxM.RoSsI99', 'password-personal'],
    ['the tax code in it', 'rssmra85t10a562s', 'password-personal'],
  ])('is refused with %s', (_, password, fault) => {
    expect(passwordFault(password, personal)).toBe(fault);
  });

  it('is not compared with words too short to mean anybody', () => {
    expect(passwordFault('abcdefgh1', ['', 'abc'])).toBeNull();
    expect(passwordFault('abcdefgh1', ['abcd'])).toBe('password-personal');
  });

  it('is good exactly where it is long enough, with a letter and a digit, and not personal', () => {
    const password = fc.string({ unit: fc.constantFrom(...'aBz09 .-è'), maxLength: 20 });
    fc.assert(
      fc.property(password, (text) => {
        const good = text.length >= 9 && /[0-9]/.test(text) && /[aBzè]/.test(text);
        expect(passwordFault(text, personal) === null).toBe(good);
      }),
    );
  });
});

describe('the username of a citizen', () => {
  it.each([
    ['Mario', 'Rossi', 'm.rossi'],
    ['Nicolò', "D'Angelo", 'n.dangelo'],
    ['Nicolò', 'D’Angelo', 'n.dangelo'],
    ['Maria Grazia', 'De André', 'm.deandre'],
    ['Èlia', 'Çağlar', 'e.caglar'],
    ['JOSÉ', 'MUÑOZ', 'j.munoz'],
    ['Anna', 'Bianchi-Neri', 'a.bianchineri'],
    ['Юрий', 'Rossi', 'rossi'],
    ['Mario', '吉野', 'm'],
    ['Юрий', 'Иванов', 'utente'],
    ['李', '小龙', 'utente'],
    ['', '', 'utente'],
    ['M1rio', 'R0ssi', 'm.rssi'],
    ['  Mario ', ' Rossi ', 'm.rossi'],
    ['Maria', 'Wolfeschlegelsteinhausenbergerdorff', 'm.wolfeschlegelsteinhausen'],
    ['%', '_', 'utente'],
  ])('of %j %j is %s', (givenName, familyName, username) => {
    expect(usernameFor(givenName, familyName)).toBe(username);
  });

  it('is never empty, and only small letters with at most one dot between, whatever the names', () => {
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(fc.property(name, name, (...names) => /^[a-z]+(\.[a-z]+)?$/.test(usernameFor(...names))));
  });
});
