import type pg from 'pg';
import { CONSUMERS } from '../consumers.ts';
import type { ServiceName } from '../input.ts';
import { at } from './good-shop.ts';
import type { PerService } from './shop-database.ts';

export interface MessageFacts {
  id: string;
  type: string;
  aggregateId: string;
  aggregateVersion?: number;
  causationId?: string;
  data?: object;
  /** In seconds. */
  second?: number;
}

/** Writes a published message, and that everybody has applied it. */
export async function publish(clients: PerService<pg.Client>, from: ServiceName, message: MessageFacts) {
  const { id: eventId, second = 0, aggregateVersion = 1, data = {}, ...rest } = message;
  await clients[from].query(
    `INSERT INTO outbox (event_id, partition, envelope, created_at, published_at) VALUES ($1, 0, $2, $3, $3)`,
    [eventId, JSON.stringify({ id: eventId, aggregateVersion, data, ...rest }), at(second)],
  );
  for (const [group, types] of Object.entries(CONSUMERS)) {
    if (!types.includes(message.type)) continue;
    await clients[group as ServiceName].query('INSERT INTO inbox (consumer, event_id) VALUES ($1, $2)', [
      group,
      eventId,
    ]);
  }
}
