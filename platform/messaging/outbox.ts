import type { Envelope } from '#contracts/envelope.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { partitionOf } from './partition-of.ts';

/** Where a service's handlers leave what is to be published. */
export interface Outbox {
  /**
   * Writes messages in the transaction of the change that they tell of; they are published, in this order within their
   * aggregates, once it has been committed.
   */
  append(tx: Transaction, messages: readonly Envelope[]): Promise<void>;
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
          messages.map((message) => JSON.stringify(message)),
        ],
      });
      tx.afterCommit(wake);
    },
  };
}
