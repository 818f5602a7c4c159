import { isIPv6 } from 'node:net';

/**
 * The address a call comes from: the one that the outermost of our own proxies saw. Each proxy adds, at the end of
 * `X-Forwarded-For`, whom it was called by; what stands before those is whatever the caller says, and is not read.
 *
 * @param forwarded the header as it came
 * @param peer who holds the connection
 * @param proxies how many of our own stand in front; with none the header is not read at all
 */
export function callerAddress(
  forwarded: string | string[] | undefined,
  peer: string | undefined,
  proxies: number,
): string {
  const said = [forwarded ?? []].flat().join(',').split(',');
  const chain = [...said.map((each) => each.trim()).filter(Boolean), peer ?? ''];
  return networkOf(chain.at(-1 - proxies) ?? chain[0] ?? '');
}

/** What is counted as one caller: an IPv4 address, or the IPv6 network (/64) whose addresses one household chooses among. */
function networkOf(address: string): string {
  const plain = address.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (!isIPv6(plain)) return plain.replace(/^([\d.]+):\d+$/, '$1');
  const [head = '', tail] = (plain.toLowerCase().split('%')[0] ?? '').split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
