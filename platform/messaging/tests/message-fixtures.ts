import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Envelope } from '#contracts/envelope.ts';
import { defineMessage } from '#contracts/message-contract.ts';
import { newMessage } from '#contracts/new-message.ts';

export const counted = defineMessage('tests.counted.v1', { number: z.int() });
export const named = defineMessage('tests.named.v1', { name: z.string() });

let version = 0;

/** A message that says a number. */
export function countedMessage(number: number, aggregateId: string = randomUUID()): Envelope<{ number: number }> {
  version += 1;
  return newMessage(counted, { aggregateId, aggregateVersion: version, data: { number } });
}

export function namedMessage(name: string): Envelope<{ name: string }> {
  return newMessage(named, { aggregateId: randomUUID(), aggregateVersion: 1, data: { name } });
}

/** Messages 1 to `count`, spread over several aggregates. */
export function countedMessages(count: number, aggregates: number): Envelope<{ number: number }>[] {
  const ids = Array.from({ length: aggregates }, () => randomUUID());
  return Array.from({ length: count }, (_, index) => countedMessage(index + 1, ids[index % aggregates]));
}
