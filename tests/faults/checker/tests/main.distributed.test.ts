import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Channel, connect } from 'amqplib';
import { testEngines } from '#platform/testkit/engines.ts';
import { INVARIANTS } from '../check-all.ts';
import { CONSUMERS } from '../consumers.ts';
import type { CheckerInput } from '../input.ts';
import { fillGoodShop } from './fill-good-shop.ts';
import { HISTORY, JOURNAL, MESSAGES } from './good-shop.ts';
import { publish } from './publish.ts';
import { openShopDatabase, type ShopDatabase } from './shop-database.ts';

const resources = new AsyncDisposableStack();
const namespace = `test_${randomBytes(6).toString('hex')}`;
const amqpUrl = testEngines().amqpUrl ?? '';
const folder = mkdtempSync(join(tmpdir(), 'agora-checker-'));
const inputFile = join(folder, 'input.json');
let channel: Channel;
let database: ShopDatabase;

const feed = (messageId: string) => channel.sendToQueue(`${namespace}.feed`, Buffer.from('{}'), { messageId });

/** A provider that has nothing but a journal. */
async function serveJournal(): Promise<string> {
  const entries = JOURNAL.map((step) => ({ ...step, amount: String(step.amount) }));
  const server = createServer(({ headers, url }, response) => {
    const known = headers.authorization === 'Bearer the-key' && url === '/v1/journal';
    response.statusCode = known ? 200 : 401;
    response.end(JSON.stringify({ entries }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  resources.defer(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function declareQueues(): Promise<void> {
  const connection = await connect(amqpUrl);
  channel = await connection.createChannel();
  const queues = Object.entries(CONSUMERS)
    .filter(([, types]) => types.length > 0)
    .flatMap(([group]) => ['0', '1', 'dead'].map((part) => `${namespace}.${group}.${part}`));
  for (const queue of queues) await channel.assertQueue(queue, { durable: false });
  await channel.assertQueue(`${namespace}.feed`, { durable: true, arguments: { 'x-queue-type': 'stream' } });
  resources.defer(async () => {
    for (const queue of [...queues, `${namespace}.feed`]) await channel.deleteQueue(queue);
    await connection.close();
  });
}

beforeAll(async () => {
  resources.defer(() => rmSync(folder, { recursive: true }));
  database = resources.use(await openShopDatabase());
  await fillGoodShop(database.clients);
  await declareQueues();
  for (const client of Object.values(database.clients)) {
    const { rows } = await client.query<{ id: string }>('SELECT event_id AS id FROM outbox');
    for (const { id } of rows) feed(id);
  }
  const historyFile = join(folder, 'history.jsonl');
  writeFileSync(historyFile, `${HISTORY.map((call) => JSON.stringify(call)).join('\n')}\n`);
  const input: Omit<CheckerInput, 'fault' | 'restarts'> = {
    databases: database.urls,
    amqpUrl,
    namespace,
    provider: { url: await serveJournal(), apiKey: 'the-key' },
    historyFile,
    planted: [],
    slack: 1,
  };
  writeFileSync(inputFile, JSON.stringify(input));
});
afterAll(() => resources.disposeAsync());

async function check(...options: string[]): Promise<{ code: number; output: string }> {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const checker = spawn(process.execPath, [main, '--input', inputFile, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(checker.stdout), once(checker, 'exit')]);
  return { code, output };
}

it('says that all is well, and ends with 0', async () => {
  const { code, output } = await check();
  const { invariants } = JSON.parse(output);
  expect(invariants.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  expect(invariants).toHaveLength(INVARIANTS.length);
  expect(code).toBe(0);
});

it('names a dead letter and what waits, leaves both where they are, and ends with 1', async () => {
  const unfed = { id: MESSAGES.unused, type: 'users.user-updated.v1', aggregateId: MESSAGES.unused };
  await publish(database.clients, 'users', unfed);
  channel.sendToQueue(`${namespace}.orders.dead`, Buffer.from('{"what": "is this"}'), { messageId: 'letter 1' });
  channel.sendToQueue(`${namespace}.payments.1`, Buffer.from('{}'));
  for (let again = 0; again < 2; again++) {
    const { code, output } = await check('--human');
    expect(output).toContain(`${namespace}.orders.dead has message letter 1: {"what": "is this"}`);
    expect(output).toContain(`1 messages wait in queue ${namespace}.payments.1`);
    expect(output).toContain(`the feed lacks users.user-updated.v1 ${MESSAGES.unused}`);
    expect(output).toMatch(/^stock +holds +\d+ checked$/m);
    expect(output).toMatch(/^events +BROKEN +\d+ checked, 3 violated$/m);
    expect(code).toBe(1);
  }
});
