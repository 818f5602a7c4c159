import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { germanNames } from '../../domain/bilingual-places';
import { editDistance, keysIn, placeKey } from '../../domain/place-names';
import { placeNames } from '../../domain/places';

const places = placeNames();

describe('the register of places', () => {
  it('is what the package gathers now', () => {
    const made = path.join(mkdtempSync(path.join(os.tmpdir(), 'buoni-spesa-test-')), 'register.json');
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/register-of-places.ts', made]);
    expect(readFileSync(made).equals(readFileSync('domain/register-of-places.json'))).toBe(true);
    rmSync(path.dirname(made), { recursive: true });
  });

  it('has those that are no more, and foreign states', () => {
    expect(places.of('D005')).toContain('Corigliano Calabro');
    expect(places.of('Z352')).toContain('Tunisia');
    expect(places.of('Z118')[0]).toMatch(/Jugoslavia/);
    expect(places.of('X999')).toEqual([]);
  });

  it.each([
    'Assemini',
    'ASSEMINI',
    ' assemini ',
    '09032 Assemini',
    'Comune di Assemini',
    'Assemini (CA)',
    'Roma',
    'Roma (RM)',
    'Roma, Italia',
    "Reggio nell'Emilia",
    'Reggio nell’Emilia',
    'Reggio Emilia',
    'Reggio Calabria',
    "L'Aquila",
    'S. Giovanni in Fiore',
    'San Giovanni in Fiore',
    "Sant'Antioco",
    'S.Antioco',
    'Quartu Santelena',
    'Magrè sulla strada del vino',
    'Forli',
    'FORLI’',
    'Bolzano',
    'Bozen',
    'Bolzano/Bozen',
    'Bolzano - Bozen',
    'Castelbello-Ciardes',
    'Völs am Schlern',
    'Corigliano Calabro',
    'Ne',
    'Re',
    'Tunisia',
    'Tunisi, Tunisia',
    'Tunisi (Tunisia)',
    'Cechia',
    'Repubblica Ceca',
    'Russia',
    'Costa d’Avorio',
    'Birmania',
    'USA',
    'Inghilterra',
    'Germany',
    'Unione Sovietica',
    'Jugoslavia',
    'Città del Vaticano',
    'San Marino',
  ])('knows %j', (text) => expect(places.known(text)).toBe(true));

  it.each(['', '-', '123', 'Assimini', 'Tunisi', 'Via Roma', 'boh', 'Atlantide'])(
    'does not know %j',
    (text) => expect(places.known(text)).toBe(false),
  );

  it.each([
    ['Assimini', 'Assemini'],
    ['Assemni', 'Assemini'],
    ['Casgliari', 'Cagliari'],
    ['Quartu Santelen', "Quartu Sant'Elena"],
    ['Rmoa', 'Roma'],
    ['Tunsia', 'Tunisia'],
    ['Xyzzyqwerty', null],
    ['', null],
  ])('takes %j for %j', (text, name) => expect(places.nearTo(text)).toBe(name));

  it('prefers the names it is given where others are as near', () => {
    expect(places.nearTo('Pola', ['Nola'])).toBe('Pola');
    expect(places.nearTo('Bola', ['Nola'])).toBe('Nola');
  });

  it('knows every place it has by each of its names', () => {
    const codes = fc.tuple(fc.constantFrom(...'ABCDEFGHIL'), fc.integer({ min: 1, max: 999 }));
    fc.assert(
      fc.property(codes, ([letter, number]) => {
        const names = places.of(`${letter}${String(number).padStart(3, '0')}`);
        expect(names.filter((name) => !places.known(name))).toEqual([]);
      }),
    );
  });

  it('has a place for every German name of South Tyrol', () => {
    expect(Object.keys(germanNames)).toHaveLength(116);
    expect(Object.keys(germanNames).filter((name) => !places.known(name))).toEqual([]);
    expect(places.of('A952')).toContain('Bozen');
    expect(places.of('F132')).toContain('Meran');
  });
});

describe('the ways of writing a place', () => {
  it('have one key', () => {
    expect(new Set(['Reggio nell’Emilia', 'REGGIO EMILIA', "reggio nell'emilia"].map(placeKey)).size).toBe(1);
    expect(placeKey('San Marino')).not.toBe(placeKey('Marino'));
  });

  it('may be two in one text', () => {
    expect(keysIn('Bolzano/Bozen')).toEqual(['bolzanobozen', 'bolzano', 'bozen']);
  });
});

describe('the distance of two names', () => {
  it.each([
    ['roma', 'roma', 0],
    ['roma', 'rmoa', 1],
    ['roma', 'romaa', 1],
    ['assemini', 'assimini', 1],
    ['cagliari', 'casgliari', 1],
    ['nola', 'pola', 1],
    ['roma', 'milano', 3],
  ])('%s and %s is %i', (one, other, distance) => {
    expect(editDistance(one, other, 2)).toBe(distance);
    expect(editDistance(other, one, 2)).toBe(distance);
  });
});
