/** The months from January, as a label begins: `Gennaio`. */
export function monthNames(locale: string): string[] {
  const formatter = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => {
    const name = formatter.format(new Date(Date.UTC(2020, month, 1)));
    return name.charAt(0).toUpperCase() + name.slice(1);
  });
}
