import { describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { createEmbeddedBroker } from '../embedded/create-embedded-broker.ts';
import { openEmbeddedDeadLetters } from '../embedded/dead-letters.ts';
import { pruneFeed } from '../embedded/feed-store.ts';
import { describeBadMessages } from './bad-messages.contract.ts';
import { type BrokerHome, describeConsuming } from './broker.contract.ts';
import { describeDeadLetters } from './dead-letters.contract.ts';
import { describeFeed } from './feed.contract.ts';
import { counted, countedMessage, namedMessage } from './message-fixtures.ts';
import { describeParking } from './parking.contract.ts';
import { createRecorder } from './recorder.ts';

const logger = createLogger('test', 'silent');

async function createHome(): Promise<BrokerHome> {
  const fresh = await freshDatabase();
  const database = createDatabase({ url: fresh.url, logger });
  return {
    open: (subscribed = {}) => createEmbeddedBroker({ database, subscribed, logger }),
    async deadLetters(group) {
      const { rowCount } = await database.query({
        text: `SELECT 1 FROM dead_letters WHERE consumer_group = $1`,
        values: [group],
      });
      return rowCount ?? 0;
    },
    openDeadLetters: async () => openEmbeddedDeadLetters(database),
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await fresh[Symbol.asyncDispose]();
    },
  };
}

describe('embedded broker', () => {
  describe('consuming', () => describeConsuming(createHome));
  describe('parking', () => describeParking(createHome));
  describe('bad messages', () => describeBadMessages(createHome));
  describe('dead letters', () => describeDeadLetters(createHome));
  describe('feed', () => describeFeed(createHome));

  it('forgets entries after 7 days, but none that a group has still to consume', async () => {
    await using fresh = await freshDatabase();
    await using database = createDatabase({ url: fresh.url, logger });
    await using broker = await createEmbeddedBroker({ database, logger });
    const consumption = broker.consume({ group: 'away', types: [counted.type], handle: createRecorder().handle });
    await consumption.started;
    await consumption.stop();
    const [wanted, unwanted, recent] = [countedMessage(1), namedMessage('old'), namedMessage('recent')];
    await broker.publish([wanted, unwanted]);
    await database.query({ text: `UPDATE feed SET published_at = now() - interval '7 days 1 minute'` });
    await broker.publish([recent]);
    await pruneFeed(database);
    const { rows } = await database.query<{ id: string }>({
      text: `SELECT envelope->>'id' AS id FROM feed ORDER BY position`,
    });
    expect(rows.map(({ id }) => id)).toEqual([wanted.id, recent.id]);
  });
});
