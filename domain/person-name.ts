/**
 * A person's names as people call them. Some people have one name alone: their papers give it as the family name, and
 * a stroke stands where the other is required, as it does on those papers. It is kept as typed and never read out.
 */
export const fullName = (givenName: string, familyName: string): string =>
  [givenName, familyName].filter((name) => /[\p{L}\p{N}]/u.test(name)).join(' ');

/** What to call somebody by: the given name, or the only one. */
export const calledName = (givenName: string, familyName: string): string =>
  fullName(givenName, '') || fullName('', familyName);
