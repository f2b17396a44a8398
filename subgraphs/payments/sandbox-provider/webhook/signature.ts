import { createHmac } from 'node:crypto';

/**
 * The `Agora-Sandbox-Signature` of a webhook body: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`.
 * The time is signed too, so that the receiver can refuse an old body sent again.
 */
export const signature = (secret: string, body: string, unixSeconds: number): string =>
  `t=${unixSeconds},v1=${createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex')}`;
