const kibibyte = 1024;

/** The length of a file in words: `320 kB`, `1,4 MB`; the megabyte is the one of the limits, 1024 × 1024 bytes. */
export function writeFileSize(bytes: number, locale: string): string {
  const kilobytes = bytes / kibibyte;
  const [amount, unit] = kilobytes < kibibyte ? [kilobytes, 'kilobyte'] : [kilobytes / kibibyte, 'megabyte'];
  const maximumFractionDigits = unit === 'megabyte' ? 1 : 0;
  const shown = unit === 'kilobyte' ? Math.ceil(amount) : amount;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits }).format(shown);
}
