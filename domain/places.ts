import connector from '@marketto/belfiore-connector-embedded';

/** Every name of the place with a cadastral code (`H501`, `Z352`); empty where the code is not known. */
export type PlaceNames = (cadastralCode: string) => readonly string[];

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
  for (const { belfioreCode, name } of await places.toArray()) {
    names.set(belfioreCode, [...(names.get(belfioreCode) ?? []), name]);
  }
  return (code) => names.get(code) ?? [];
}
