/**
 * Makes the register of municipalities and foreign states that `domain/places.ts` reads, from the package that gathers it
 * (register of the Ministry of the Interior, list of the Revenue Agency): `node --import tsx scripts/register-of-places.ts`.
 *
 * The package looks every name up from the beginning of all names: most of a second, in which a process answers nobody.
 */
import { writeFileSync } from 'node:fs';
import connector from '@marketto/belfiore-connector-embedded';

const [file = 'domain/register-of-places.json'] = process.argv.slice(2);
// The package speaks CommonJS to Node and ESM to bundlers: its one export stands a level deeper in the first.
const packaged = 'default' in connector ? (connector.default as typeof connector) : connector;
const today = new Date();
const places = (await packaged.toArray()).map(({ belfioreCode, name, iso3166, expirationDate }) =>
  [belfioreCode, repaired(name), expirationDate > today ? 'present' : 'past', iso3166].join('|'),
);
const register = {
  source:
    'Ministero dell’Interno, Agenzia delle Entrate and ISTAT, as gathered by @marketto/belfiore-connector-embedded',
  licence: 'data CC BY 4.0 and CC BY 3.0 IT; gathered MIT, Copyright (c) Marco Ricupero',
  places,
};
writeFileSync(file, `${JSON.stringify(register, undefined, 2)}\n`);
console.log(`${places.length} places`);

/** Some accents were packaged as two characters each (`CittÃ\u00a0`): UTF-8 read as Latin-1. */
function repaired(name: string): string {
  if (!name.includes('Ã')) return name;
  return new TextDecoder().decode(Uint8Array.from(name, (character) => character.charCodeAt(0)));
}
