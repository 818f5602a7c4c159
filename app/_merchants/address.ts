interface Place {
  address: string | null;
  postalCode: string | null;
  municipality: string | null;
}

/** Where a shop is, on one line: `Via Sardegna 12, 09032 Assemini`. */
export const writeAddress = ({ address, postalCode, municipality }: Place): string =>
  [address, [postalCode, municipality].filter(Boolean).join(' ')].filter(Boolean).join(', ');
