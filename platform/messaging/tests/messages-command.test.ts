import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createDatabase } from '#platform/postgres/database.ts';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { freshDatabase } from '#platform/testkit/fresh-database.ts';
import { parseCommand } from '../cli/command.ts';
import { readMessagesConfig } from '../cli/config.ts';
import { openMessages } from '../cli/open-messages.ts';
import { runCommand } from '../cli/run-command.ts';
import { createEmbeddedBroker } from '../embedded/create-embedded-broker.ts';
import { countedMessage } from './message-fixtures.ts';
import { createServiceFixture } from './service-fixture.ts';

const logger = createLogger('test', 'silent');

it('npm run messages works on the graph that runs in one process', async () => {
  const namespace = `test_${randomBytes(6).toString('hex')}`;
  await using home = await freshDatabase(`${namespace}_broker`);
  await using brokerDatabase = createDatabase({ url: home.url, logger });
  await using broker = await createEmbeddedBroker({ database: brokerDatabase, logger });
  await using service = await createServiceFixture(`${namespace}_orders`);
  await service.consume(broker, () => {
    throw new Error('never');
  });
  const [bad, sick] = [{ ...countedMessage(1), data: {} }, countedMessage(2)];
  await broker.publish([bad, sick]);
  await using messages = await openMessages({
    databaseUrl: testEngines().databaseUrl,
    amqpUrl: undefined,
    namespace,
  });
  const run = (...args: string[]) => runCommand(messages, parseCommand(args));
  await eventually('both are listed', async () => (await run('list')).length === 2);
  expect((await run('list')).join('\n')).toMatch(new RegExp(`dead .+${bad.id}[^]+parked .+${sick.id}.+never`));
  expect(JSON.parse((await run('show', sick.id))[0] ?? '')).toMatchObject({ content: sick });
  expect(await run('redrive', sick.id)).toEqual(['orders: 1 parked aggregate will be tried now']);
  expect(await run('discard', bad.id)).toEqual(['orders: 1 message thrown away']);
  expect(await run('discard', sick.id)).toEqual(['orders: 1 message thrown away']);
  expect(await run('list')).toEqual(['no dead letters, nothing parked']);
});

it('npm run messages finds that graph by what it has written down', () => {
  const folder = mkdtempSync(join(tmpdir(), 'agora-messages-'));
  writeFileSync(join(folder, 'database-url'), 'postgres://postgres:x@127.0.0.1:1/postgres');
  const databaseUrl = 'postgres://postgres:x@127.0.0.1:1/postgres';
  expect(readMessagesConfig({ STATE_FOLDER: folder })).toEqual({ databaseUrl, amqpUrl: undefined, namespace: 'agora' });
  rmSync(folder, { recursive: true });
});
