import { plainLetters } from './plain-letters';

/** Provinces, metropolitan cities and free consortia by their letters (ISTAT, "Codici delle province", 2016-2025). */
const names = {
  AG: 'Agrigento',
  AL: 'Alessandria',
  AN: 'Ancona',
  AO: 'Aosta',
  AP: 'Ascoli Piceno',
  AQ: 'L’Aquila',
  AR: 'Arezzo',
  AT: 'Asti',
  AV: 'Avellino',
  BA: 'Bari',
  BG: 'Bergamo',
  BI: 'Biella',
  BL: 'Belluno',
  BN: 'Benevento',
  BO: 'Bologna',
  BR: 'Brindisi',
  BS: 'Brescia',
  BT: 'Barletta-Andria-Trani',
  BZ: 'Bolzano',
  CA: 'Cagliari',
  CB: 'Campobasso',
  CE: 'Caserta',
  CH: 'Chieti',
  CL: 'Caltanissetta',
  CN: 'Cuneo',
  CO: 'Como',
  CR: 'Cremona',
  CS: 'Cosenza',
  CT: 'Catania',
  CZ: 'Catanzaro',
  EN: 'Enna',
  FC: 'Forlì-Cesena',
  FE: 'Ferrara',
  FG: 'Foggia',
  FI: 'Firenze',
  FM: 'Fermo',
  FR: 'Frosinone',
  GE: 'Genova',
  GO: 'Gorizia',
  GR: 'Grosseto',
  IM: 'Imperia',
  IS: 'Isernia',
  KR: 'Crotone',
  LC: 'Lecco',
  LE: 'Lecce',
  LI: 'Livorno',
  LO: 'Lodi',
  LT: 'Latina',
  LU: 'Lucca',
  MB: 'Monza e della Brianza',
  MC: 'Macerata',
  ME: 'Messina',
  MI: 'Milano',
  MN: 'Mantova',
  MO: 'Modena',
  MS: 'Massa-Carrara',
  MT: 'Matera',
  NA: 'Napoli',
  NO: 'Novara',
  NU: 'Nuoro',
  OR: 'Oristano',
  PA: 'Palermo',
  PC: 'Piacenza',
  PD: 'Padova',
  PE: 'Pescara',
  PG: 'Perugia',
  PI: 'Pisa',
  PN: 'Pordenone',
  PO: 'Prato',
  PR: 'Parma',
  PT: 'Pistoia',
  PU: 'Pesaro e Urbino',
  PV: 'Pavia',
  PZ: 'Potenza',
  RA: 'Ravenna',
  RC: 'Reggio Calabria',
  RE: 'Reggio Emilia',
  RG: 'Ragusa',
  RI: 'Rieti',
  RM: 'Roma',
  RN: 'Rimini',
  RO: 'Rovigo',
  SA: 'Salerno',
  SI: 'Siena',
  SO: 'Sondrio',
  SP: 'La Spezia',
  SR: 'Siracusa',
  SS: 'Sassari',
  SU: 'Sud Sardegna',
  SV: 'Savona',
  TA: 'Taranto',
  TE: 'Teramo',
  TN: 'Trento',
  TO: 'Torino',
  TP: 'Trapani',
  TR: 'Terni',
  TS: 'Trieste',
  TV: 'Treviso',
  UD: 'Udine',
  VA: 'Varese',
  VB: 'Verbano-Cusio-Ossola',
  VC: 'Vercelli',
  VE: 'Venezia',
  VI: 'Vicenza',
  VR: 'Verona',
  VT: 'Viterbo',
  VV: 'Vibo Valentia',
} as const;

/** Born again in 2025 (L.R. Sardegna 7/2021), still without new letters: those of before 2016 are on people's papers. */
const sardinian = {
  CI: 'Sulcis Iglesiente',
  OG: 'Ogliastra',
  OT: 'Gallura Nord-Est Sardegna',
  VS: 'Medio Campidano',
} as const;

/** The letters that Italian registers write in place of a province for whoever lives in another country. */
export const abroad = 'EE';

/** Two letters: `CA`, or `EE` for another country. */
export type ProvinceCode = keyof typeof names | keyof typeof sardinian | typeof abroad;

/** Every province with its name, in the order of the names; other countries last. */
export const provinces: readonly { code: ProvinceCode; name: string }[] = [
  ...Object.entries({ ...names, ...sardinian })
    .map(([code, name]) => ({ code: code as ProvinceCode, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'it')),
  { code: abroad, name: 'Estero' },
];

/** Other words for a province: former letters and names, the short name, the chief towns of those with several. */
const also: Record<string, ProvinceCode> = {
  PS: 'PU',
  FO: 'FC',
  BAT: 'BT',
  VCO: 'VB',
  VDA: 'AO',
  Pesaro: 'PU',
  Urbino: 'PU',
  Forlì: 'FC',
  Cesena: 'FC',
  Massa: 'MS',
  Carrara: 'MS',
  Barletta: 'BT',
  Andria: 'BT',
  Trani: 'BT',
  Verbania: 'VB',
  Monza: 'MB',
  'Monza e Brianza': 'MB',
  Aquila: 'AQ',
  Spezia: 'SP',
  'Valle d’Aosta': 'AO',
  'Reggio di Calabria': 'RC',
  'Reggio nell’Emilia': 'RE',
  'Roma Capitale': 'RM',
  Bozen: 'BZ',
  'Alto Adige': 'BZ',
  Südtirol: 'BZ',
  'Carbonia-Iglesias': 'CI',
  'Olbia-Tempio': 'OT',
  Gallura: 'OT',
  'Stato estero': 'EE',
  'Fuori Italia': 'EE',
};

const byWord = new Map<string, ProvinceCode>([
  ...provinces.flatMap(({ code, name }): [string, ProvinceCode][] => [
    [code, code],
    [plainLetters(name), code],
  ]),
  ...Object.entries(also).map(([word, code]): [string, ProvinceCode] => [plainLetters(word), code]),
]);

/** What people write before a province's name. */
const kinds =
  /^(?:provincia|prov\.?|città metropolitana|libero consorzio(?: comunale)?)(?:\s+autonoma)?(?:\s+(?:di|del|dell[ao]?|dei))?[\s’']+/i;

/**
 * Reads a province from its letters or its name, whatever the capitals and accents: `CA`, `ca`, `Cagliari`,
 * `Cagliari (CA)`, `Provincia di Cagliari`, `Bolzano/Bozen`; null where there is no such province.
 */
export function readProvince(typed: string): ProvinceCode | null {
  const bracketed = /^(.*?)\s*\(\s*(\p{L}{2})\s*\)$/u.exec(typed.trim());
  const [named = typed.trim(), letters] = bracketed?.slice(1) ?? [];
  const code =
    named
      .split('/')
      .map(wordOf)
      .find((found) => found !== undefined) ?? null;
  return letters === undefined || code === wordOf(letters) ? code : null;
}

const wordOf = (word: string): ProvinceCode | undefined =>
  byWord.get(plainLetters(word.trim().replace(kinds, '')));
