import type { Envelope } from '#contracts/envelope.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { MAX_MESSAGE_BYTES } from './broker.ts';
import { partitionOf } from './partition-of.ts';

/** Where a service's handlers leave what is to be published. */
export interface Outbox {
  /**
   * Writes messages in the transaction of the change that they tell of; they are published, in this order within their
   * aggregates, once it has been committed.
   *
   * @throws MessageTooLarge
   */
  append(tx: Transaction, messages: readonly Envelope[]): Promise<void>;
}

/** A message that no consumer would take. */
export class MessageTooLarge extends Error {
  override readonly name = 'MessageTooLarge';
}

function write(message: Envelope): string {
  const text = JSON.stringify(message);
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) {
    throw new MessageTooLarge(`${message.type} ${message.id} has more than ${MAX_MESSAGE_BYTES} bytes`);
  }
  return text;
}

/** @param wake called after a commit that left messages behind: the relay's call to work */
export function createOutbox(wake: () => void): Outbox {
  return {
    async append(tx, messages) {
      if (messages.length === 0) return;
      await tx.query({
        name: 'outbox.append',
        text: `INSERT INTO outbox (event_id, partition, envelope)
               SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::jsonb[])`,
        values: [
          messages.map(({ id }) => id),
          messages.map(({ aggregateId }) => partitionOf(aggregateId)),
          messages.map(write),
        ],
      });
      tx.afterCommit(wake);
    },
  };
}
