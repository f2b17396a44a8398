import { setTimeout as delay } from 'node:timers/promises';
import { signature } from './signature.ts';

const attempts = 10;
const answerWithinMs = 5_000;

/** Doubles from 0.25 s to at most 60 s (ten attempts span about two minutes), less up to half at random. */
const pauseMs = (failures: number): number => Math.min(250 * 2 ** (failures - 1), 60_000) * (1 - Math.random() / 2);

export interface WebhookTarget {
  url: string;
  secret: string;
}

const attempt = async ({ url, secret }: WebhookTarget, body: string, stop: AbortSignal): Promise<boolean> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-carrier-signature': signature(secret, body, Math.floor(Date.now() / 1000)),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(answerWithinMs)]),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
};

/**
 * Posts a body until the receiver answers 2xx: 'delivered'; 'given-up' after ten attempts; 'stopped' when `stop` fires.
 * Never throws.
 */
export const deliver = async (
  target: WebhookTarget,
  body: string,
  stop: AbortSignal,
): Promise<'delivered' | 'given-up' | 'stopped'> => {
  for (let failures = 0; failures < attempts; failures += 1) {
    if (failures > 0) await delay(pauseMs(failures), undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) return 'stopped';
    if (await attempt(target, body, stop)) return 'delivered';
  }
  return stop.aborted ? 'stopped' : 'given-up';
};
