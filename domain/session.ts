import type { Role } from './roles';

/** How somebody proved who they are. */
export const sessionMethods = ['password', 'spid', 'cie', 'cns', 'pin'] as const;

export type SessionMethod = (typeof sessionMethods)[number];

/**
 * How sure that proof makes us, from the least: the first part of a PIN alone (simplified mode), one factor, two
 * factors, a certified device. The last three are SPID's and CIE's levels 1, 2 and 3.
 */
export const sessionLevels = ['simplified', 'l1', 'l2', 'l3'] as const;

export type SessionLevel = (typeof sessionLevels)[number];

/** Whether a level is at least another. */
export const reaches = (level: SessionLevel, least: SessionLevel): boolean =>
  sessionLevels.indexOf(level) >= sessionLevels.indexOf(least);

/** A session ends for good after these seconds, however busy it is: eight hours. */
export const sessionSeconds = 8 * 3600;

/** And after these without a request. A counter stands idle between one customer and the next, a form is filled slowly. */
export const idleSecondsOf = {
  cittadino: 2 * 3600,
  operatore: 1800,
  responsabile: 1800,
  esercente: 2 * 3600,
  cassiere: 4 * 3600,
  supporto: 1800,
  contactcenter: 1800,
  intermediario: 1800,
  amministratore: 1800,
} as const satisfies Record<Role, number>;

/** How one signs in is changed only within these minutes from signing in: an open session is not enough for it. */
export const freshMinutes = 15;

/** How much of an address is counted as one place: a whole IPv4 address, the network of an IPv6 one (/64). */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [before = '', after] = address.toLowerCase().split('::');
  const groups = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => '0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}

/** An address as it is kept for the person's own list: the beginning alone, e.g. `93.40.…`. */
export function shortNetwork(address: string | null): string | null {
  if (address === null) return null;
  const network = networkOf(address);
  const parts = network.includes(':') ? network.split(':') : network.split('.');
  const mark = network.includes(':') ? ':' : '.';
  return `${parts.slice(0, 2).join(mark)}${mark}…`.slice(0, 40);
}

/** The first that a user agent names; those that name others beside themselves come first. */
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['Windows', 'Windows'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Mac OS X', 'Mac'],
  ['CrOS', 'Chromebook'],
  ['Linux', 'Linux'],
] as const;

/** A device as its owner would call it, e.g. `Firefox, Windows`; null for what names neither. */
export function deviceName(userAgent: string | null): string | null {
  const named = (known: readonly (readonly [string, string])[]): string | undefined =>
    known.find(([mark]) => userAgent?.includes(mark))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(', ') || null;
}
