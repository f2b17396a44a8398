import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Dice } from '../fault/dice.ts';
import type { Shipment, Tracked } from '../shipment/shipment.ts';
import { createDelivery, type Delivery, type WebhookTarget } from './deliver.ts';

const givenUpAfterMs = 24 * 60 * 60 * 1000;

/** Longest time that a webhook waits for another one to overtake it. */
const overtakenWithinMs = 2_000;

export interface Notifier {
  /** Tells the merchant of a shipment's step. 'stopped': it is to be told again at the next start. */
  tell(shipment: Shipment, step: Tracked): Promise<Delivery>;
  close(): void;
}

/** Made of the step, so that it is the same at every attempt and after a restart. */
const eventIdOf = (reference: string, { status }: Tracked): string =>
  `evt_${createHash('sha256').update(`${reference}:${status}`).digest('hex').slice(0, 32)}`;

const bodyOf = ({ reference, trackingNumber }: Shipment, step: Tracked): string =>
  JSON.stringify({
    id: eventIdOf(reference, step),
    type: `shipment.${step.status}`,
    reference,
    trackingNumber,
    occurredAt: step.at,
  });

/** Tells the merchant by webhooks, at least once. */
export const createNotifier = (dice: Dice, target: WebhookTarget): Notifier => {
  const stop = new AbortController();
  const deliver = createDelivery(target, stop.signal);
  let overtaken = Promise.withResolvers<void>();

  const wait = (ms: number) => delay(ms, undefined, { signal: stop.signal }).catch(() => {});

  const send = async (body: string, giveUpAt: number): Promise<Delivery> => {
    const result = await deliver(body, giveUpAt);
    overtaken.resolve();
    overtaken = Promise.withResolvers();
    return stop.signal.aborted ? 'stopped' : result;
  };

  return {
    async tell(shipment, step) {
      const body = bodyOf(shipment, step);
      const giveUpAt = Date.parse(step.at) + givenUpAfterMs;
      const twice = dice.strikes('duplicateWebhook');
      if (dice.strikes('lateWebhook')) await wait(dice.ms('lateWebhookMs'));
      if (dice.strikes('reorderedWebhook')) await Promise.race([overtaken.promise, wait(overtakenWithinMs)]);
      const result = await send(body, giveUpAt);
      return twice && result === 'delivered' ? send(body, giveUpAt) : result;
    },
    close: () => stop.abort(),
  };
};
