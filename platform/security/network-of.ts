import { isIPv6 } from 'node:net';

/** An IPv4 address as a server sees it that listens on IPv6 too (RFC 4291, section 2.5.5.2). */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const groupsOf = (part: string): string[] => (part === '' ? [] : part.split(':'));

/**
 * What a limit for an address counts by: an IPv4 address itself, of an IPv6 address its /64, such as `2001:db8:0:1::/64`.
 * Whoever has one address there has all the others, too (RFC 6177). What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [front = [], back = []] = address.split('::').map(groupsOf);
  // An IPv4 address at the end stands for two groups.
  const left = 8 - front.length - back.length - (address.includes('.') ? 1 : 0);
  const groups = [...front, ...Array<string>(left).fill('0'), ...back].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
