import connector from '@marketto/belfiore-connector-embedded';
import { germanNames } from './bilingual-places';
import { bearableTypos, editDistance, keysIn } from './place-names';

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

let known: Promise<PlaceNames> | undefined;

/**
 * The municipalities and foreign states a tax code may name, those that have ceased to exist included (register of the
 * Ministry of the Interior and list of the Revenue Agency, as packaged). Read once; half a second, then at once.
 */
export function placeNames(): Promise<PlaceNames> {
  return (known ??= load());
}

async function load(): Promise<PlaceNames> {
  // The package speaks CommonJS to Node and ESM to bundlers: its one export stands a level deeper in the first.
  const places = 'default' in connector ? (connector.default as typeof connector) : connector;
  const names = new Map<string, string[]>();
  const today = new Date();
  const present: string[] = [];
  for (const { belfioreCode, name: packaged, iso3166, expirationDate } of await places.toArray()) {
    const name = repaired(packaged);
    const german = belfioreCode.startsWith('Z') ? undefined : germanNames[name.replaceAll("'", '’')];
    const all = [
      name,
      ...(german ? [german] : []),
      ...statesNames(iso3166),
      ...(otherNames[belfioreCode] ?? []),
    ];
    names.set(belfioreCode, [...(names.get(belfioreCode) ?? []), ...all]);
    if (expirationDate > today) present.push(name);
  }
  return registerOf(names, present);
}

/** Some accents were packaged as two characters each (`CittÃ\u00a0`): UTF-8 read as Latin-1. */
function repaired(name: string): string {
  if (!name.includes('Ã')) return name;
  return new TextDecoder().decode(Uint8Array.from(name, (character) => character.charCodeAt(0)));
}

const inItalian = new Intl.DisplayNames(['it'], { type: 'region' });
const inEnglish = new Intl.DisplayNames(['en'], { type: 'region' });

/** A state's everyday names, e.g. Cechia and Czechia beside Repubblica ceca. */
const statesNames = (iso3166: string | undefined): string[] =>
  /^[A-Z]{2}$/.test(iso3166 ?? '')
    ? [inItalian, inEnglish].flatMap((names) => names.of(iso3166 ?? '') ?? [])
    : [];

function registerOf(names: ReadonlyMap<string, readonly string[]>, present: readonly string[]): PlaceNames {
  // Of places with one name, the present one is written last and stays.
  const byKey = new Map([...names.values(), present].flat().flatMap(keyed));
  return {
    of: (code) => names.get(code) ?? [],
    known: (text) => keysIn(text).some((key) => byKey.has(key)),
    nearTo: (text, first = []) => nearest(keysIn(text), [...first.flatMap(keyed), ...byKey]),
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
