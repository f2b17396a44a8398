import { setTimeout as delay } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';
import { signature } from './signature.ts';

const answerWithinMs = 5_000;

/** Attempts under way at once: a receiver that hangs is not flooded. */
const lanes = 8;

/** Doubles from 0.25 s to at most 15 s, less up to half at random. */
const pauseMs = (failures: number): number => Math.min(250 * 2 ** (failures - 1), 15_000) * (1 - Math.random() / 2);

export interface WebhookTarget {
  url: string;
  secret: string;
}

export type Delivery = 'delivered' | 'given-up' | 'stopped';

/**
 * Gives a function that posts a body until the receiver answers 2xx ('delivered'), it is `giveUpAt` (ms since 1970) or
 * `stop` fires. Every attempt has a time and signature of its own. It never throws.
 */
export const createDelivery = ({ url, secret }: WebhookTarget, stop: AbortSignal) => {
  const limited = bulkhead(lanes, Number.POSITIVE_INFINITY);

  const attempt = async (body: string): Promise<boolean> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'agora-sandbox-signature': signature(secret, body, Math.floor(Date.now() / 1000)),
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

  return async (body: string, giveUpAt: number): Promise<Delivery> => {
    for (let failures = 0; failures === 0 || Date.now() < giveUpAt; failures += 1) {
      if (failures > 0) await delay(pauseMs(failures), undefined, { signal: stop }).catch(() => {});
      if (stop.aborted) return 'stopped';
      if (await limited.execute(() => attempt(body))) return 'delivered';
    }
    return stop.aborted ? 'stopped' : 'given-up';
  };
};
