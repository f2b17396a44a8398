import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a signature's time may lie from ours, in seconds: whatever is repeated later carries a new one. */
const TOLERANCE_SECONDS = 300;

/**
 * Checks `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, by which the provider signs its webhooks.
 *
 * @param now in ms
 */
export function checkSignature(
  header: unknown,
  body: Buffer,
  secret: string,
  now = Date.now(),
): 'valid' | 'forged' | 'stale' {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '');
  if (match === null) return 'forged';
  const [, time = '', signature = ''] = match;
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  if (!timingSafeEqual(Buffer.from(signature, 'hex'), expected)) return 'forged';
  return Math.abs(now / 1000 - Number(time)) <= TOLERANCE_SECONDS ? 'valid' : 'stale';
}
