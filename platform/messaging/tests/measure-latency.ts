import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import type { Broker } from '../broker.ts';
import { createEmbeddedBroker } from '../embedded/create-embedded-broker.ts';
import { createOutbox } from '../outbox.ts';
import { startRelay } from '../relay.ts';
import { counted, countedMessage } from './message-fixtures.ts';
import { engineUrl, newNamespace, openConnected, removeNamespace } from './rabbitmq-home.ts';
import { createServiceFixture } from './service-fixture.ts';

const logger = createLogger('bench', 'error');
const COUNT = 300;

/** From the commit of a message in the outbox to the commit of its effect, one message at a time, in ms. */
async function measure(engine: string, broker: Broker): Promise<void> {
  await using service = await createServiceFixture();
  await using relay = startRelay(service.database, broker, logger);
  const outbox = createOutbox(() => relay.wake());
  await service.consume(broker, () => {});
  const times: number[] = [];
  for (let number = 0; number < COUNT; number++) {
    await delay(10);
    await service.database.transaction((tx) => outbox.append(tx, [countedMessage(number, randomUUID())]));
    const committed = performance.now();
    while ((await service.applied()).length <= number) await delay(1);
    times.push(performance.now() - committed);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(COUNT * share)]?.toFixed(1);
  process.stdout.write(
    `${engine}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (${COUNT} messages of ${counted.type})\n`,
  );
}

{
  await using home = await freshDatabase();
  await using database = createDatabase({ url: home.url, logger });
  await using broker = await createEmbeddedBroker({ database, logger });
  await measure('embedded', broker);
}
{
  const namespace = newNamespace();
  await using _cleanUp = { [Symbol.asyncDispose]: () => removeNamespace(namespace) };
  await using broker = await openConnected(engineUrl, namespace);
  await measure('RabbitMQ', broker);
}
