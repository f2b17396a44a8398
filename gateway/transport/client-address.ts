import type { IncomingMessage } from 'node:http';

/**
 * The network address of the client that sent a request.
 *
 * @param proxies how many proxies of ours stand before us: each adds to X-Forwarded-For the address that it saw, and what
 *   stands before those entries is the client's own claim
 */
export function clientAddressOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  proxies: number,
): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const hops = [...forwarded, socket.remoteAddress ?? ''];
  return hops.at(-1 - Math.min(proxies, forwarded.length)) ?? '';
}
