/** The types of document a citizen may attach, in the order of the list (manual § 2.6). */
export const documentKinds = [
  'identita',
  'isee',
  'soggiorno',
  'invalidita',
  'affitto',
  'delega',
  'altro',
] as const;

export type DocumentKind = (typeof documentKinds)[number];

export const isDocumentKind = (text: string): text is DocumentKind =>
  (documentKinds as readonly string[]).includes(text);
