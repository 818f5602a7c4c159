/** The words of the piece that keeps a draft, as the catalogue has them. Placeholders are `{name}`. */
export type KeptWords = Record<
  | 'saved'
  | 'offline'
  | 'offlineOpen'
  | 'unreachable'
  | 'unreachableOpen'
  | 'expired'
  | 'expiredOpen'
  | 'signIn'
  | 'noNetwork'
  | 'sent'
  | 'openSent'
  | 'outOfHands'
  | 'openWhy'
  | 'gone'
  | 'openList'
  | 'found'
  | 'foundOn'
  | 'fine'
  | 'discard'
  | 'disputed'
  | 'see'
  | 'decide'
  | 'here'
  | 'elsewhere'
  | 'refused'
  | 'yes'
  | 'no'
  | 'empty',
  string
>;

/** A text with its placeholders filled. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

const written = (options: Intl.DateTimeFormatOptions) => (at: Date | number) =>
  new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', ...options }).format(at);

/** The civil time of day: `08:49`. */
export const timeOf = written({ hour: '2-digit', minute: '2-digit' });

/** The civil day: `31/03/2021`. */
export const dayOf = written({ day: '2-digit', month: '2-digit', year: 'numeric' });
