import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Book, Step } from '../book.ts';
import type { Dice } from '../fault/dice.ts';
import { createDelivery, type WebhookTarget } from './deliver.ts';

const givenUpAfterMs = 24 * 60 * 60 * 1000;

/** Longest time that a webhook waits for another one to overtake it. */
const overtakenWithinMs = 2_000;

/** Made of the step, so that it is the same at every attempt and after a restart. */
const eventIdOf = ({ id, seq }: Step): string =>
  `evt_${createHash('sha256').update(`${id}:${seq}`).digest('hex').slice(0, 32)}`;

const bodyOf = (step: Step): string => {
  const { type, at: createdAt, authorization, idempotencyKey } = step;
  const data = { authorization, idempotencyKey };
  return JSON.stringify({ id: eventIdOf(step), type: `authorization.${type}`, createdAt, data });
};

/**
 * Tells the merchant of every step but `pending`, at least once; what it had not taken when the provider stopped is told
 * again. Gives the function that stops it.
 */
export const notifyMerchant = (book: Book, dice: Dice, target: WebhookTarget): (() => void) => {
  const stop = new AbortController();
  const deliver = createDelivery(target, stop.signal);
  let overtaken = Promise.withResolvers<void>();

  const wait = (ms: number) => delay(ms, undefined, { signal: stop.signal }).catch(() => {});

  const send = async (body: string, giveUpAt: number) => {
    const result = await deliver(body, giveUpAt);
    overtaken.resolve();
    overtaken = Promise.withResolvers();
    return result;
  };

  const tell = async (step: Step): Promise<void> => {
    if (step.type === 'pending') return;
    const body = bodyOf(step);
    const giveUpAt = Date.parse(step.at) + givenUpAfterMs;
    const twice = dice.strikes('duplicateWebhook');
    if (dice.strikes('lateWebhook')) await wait(dice.ms('lateWebhookMs'));
    if (dice.strikes('reorderedWebhook')) await Promise.race([overtaken.promise, wait(overtakenWithinMs)]);
    let result = await send(body, giveUpAt);
    if (twice && result === 'delivered') result = await send(body, giveUpAt);
    if (result !== 'stopped' && !stop.signal.aborted) book.settleWebhook(step.seq, result);
  };

  for (const step of book.owedWebhooks()) void tell(step);
  book.follow((step) => void tell(step));
  return () => stop.abort();
};
