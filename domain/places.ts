import { germanNames } from './bilingual-places';
import { bearableTypos, editDistance, keysIn } from './place-names';
import register from './register-of-places.json';

/** The places a tax code may name, and how people write them. */
export interface PlaceNames {
  /** Every name of the place with a cadastral code (`H501`, `Z352`); empty where the code is not known. */
  of: (cadastralCode: string) => readonly string[];
  /** Whether the text names a place, present or past, in Italy or a foreign state, in any of its ways. */
  known: (text: string) => boolean;
  /** The name that was probably meant, or null. Names in `first` win over others as near. */
  nearTo: (text: string, first?: readonly string[]) => string | null;
}

/** What people call states whose name in the register is another. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  Z106: ['Vaticano', 'Santa Sede'],
  Z114: ['Gran Bretagna', 'Inghilterra', 'Scozia', 'Galles', 'Irlanda del Nord'],
  Z118: ['Jugoslavia'],
  Z126: ['Olanda'],
  Z135: ['URSS'],
  Z338: ['Rwanda'],
  Z349: ['Swaziland'],
  Z404: ['USA', 'Stati Uniti'],
  Z505: ['Santo Domingo'],
};

let known: PlaceNames | undefined;

/**
 * The municipalities and foreign states a tax code may name, those that have ceased to exist included (register of the
 * Ministry of the Interior and list of the Revenue Agency, `scripts/register-of-places.ts`). Read once.
 */
export function placeNames(): PlaceNames {
  return (known ??= read());
}

function read(): PlaceNames {
  const names = new Map<string, string[]>();
  const present: string[] = [];
  for (const place of register.places) {
    const [code = '', name = '', when, iso3166] = place.split('|');
    const german = code.startsWith('Z') ? undefined : germanNames[name.replaceAll("'", '’')];
    const all = [name, ...(german ? [german] : []), ...statesNames(iso3166), ...(otherNames[code] ?? [])];
    names.set(code, [...(names.get(code) ?? []), ...all]);
    if (when === 'present') present.push(name);
  }
  return registerOf(names, present);
}

const inItalian = new Intl.DisplayNames(['it'], { type: 'region' });
const inEnglish = new Intl.DisplayNames(['en'], { type: 'region' });

/** A state's everyday names, e.g. Cechia and Czechia beside Repubblica ceca. */
const statesNames = (iso3166: string | undefined): string[] =>
  /^[A-Z]{2}$/.test(iso3166 ?? '')
    ? [inItalian, inEnglish].flatMap((names) => names.of(iso3166 ?? '') ?? [])
    : [];

function registerOf(names: ReadonlyMap<string, readonly string[]>, present: readonly string[]): PlaceNames {
  let keys: Map<string, string> | undefined;
  // Of places with one name, the present one is written last and stays.
  const byKey = () => (keys ??= new Map([...names.values(), present].flat().flatMap(keyed)));
  return {
    of: (code) => names.get(code) ?? [],
    known: (text) => keysIn(text).some((key) => byKey().has(key)),
    nearTo: (text, first = []) => nearest(keysIn(text), [...first.flatMap(keyed), ...byKey()]),
  };
}

const keyed = (name: string): [string, string][] => keysIn(name).map((key) => [key, name]);

/** The name whose key has the fewest wrong letters, the first of several. */
function nearest(typed: readonly string[], candidates: readonly [string, string][]): string | null {
  let found: string | null = null;
  let least = Infinity;
  for (const text of typed) {
    least = Math.min(least, bearableTypos(text) + 1);
    for (const [key, name] of candidates) {
      const distance = editDistance(text, key, least - 1);
      if (distance < least) [least, found] = [distance, name];
    }
  }
  return found;
}
