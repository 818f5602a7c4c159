/** The number of a publication as an address has it, or null where there is none that could be. */
export const publicationNumber = (text: string | null): number | null =>
  /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : null;
