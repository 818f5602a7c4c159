/** What a text for machines never holds: codici fiscali, IBANs, mail addresses, telephone numbers, values of a query. */
const personal: readonly [pattern: RegExp, name: string][] = [
  // A fault of the query builder repeats the statement, with placeholders, and then every value.
  [/\nparams: [^]*$/, ''],
  [/\b[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPRST][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]\b/gi, '[codice fiscale]'],
  [/\bIT\d{2}[A-Z]\d{10}[\dA-Z]{12}\b/gi, '[iban]'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[mail]'],
  [/(?<![\w-])(?:\+\d{8,15}|3\d{8,9})(?![\w-])/g, '[phone]'],
];

/** A text for logs and for columns of faults, without what names a person or reaches them. */
export const withoutPersonalData = (text: string): string =>
  personal.reduce((left, [pattern, name]) => left.replace(pattern, name), text);
