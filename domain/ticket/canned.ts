/** A canned answer for one person: `{nome}` is their name, `{codice}` the code of their request. */
export const filledIn = (body: string, { name, code }: { name: string; code: string }): string =>
  body.replaceAll('{nome}', () => name).replaceAll('{codice}', () => code);
