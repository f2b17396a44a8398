import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Broker } from '../broker.ts';
import { parseCommand, USAGE } from '../cli/command.ts';
import { readMessagesConfig } from '../cli/config.ts';
import { parkedBacklog } from '../parking/parked-backlog.ts';
import { countedMessage } from './message-fixtures.ts';
import { engineUrl, openConnected, removeNamespace } from './rabbitmq-home.ts';
import { createServiceFixture, impatient, type ServiceFixture } from './service-fixture.ts';

const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const namespace = `test_${randomBytes(6).toString('hex')}`;
const variables = { NAMESPACE: namespace, DATABASE_URL: testEngines().databaseUrl, AMQP_URL: engineUrl };

async function run(args: string[], env: Record<string, string> = variables) {
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, error, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { out, error, code };
}

describe('npm run messages', () => {
  let service: ServiceFixture;
  let broker: Broker;
  let ill = true;
  const bad = { ...countedMessage(1), data: { number: 'one' } };
  const [sick, behind, spoilt] = [countedMessage(2), countedMessage(3), countedMessage(4)];
  behind.aggregateId = sick.aggregateId;

  beforeAll(async () => {
    service = await createServiceFixture(`${namespace}_orders`);
    broker = await openConnected(engineUrl, namespace);
    const refuse = () => {
      if (ill) throw new Error('not now');
    };
    await service.consume(broker, refuse, { policy: { ...impatient, pauseAfter: () => 3_600_000 } });
    await broker.publish([bad, sick, behind, spoilt]);
    await eventually('three are parked', async () => (await parkedBacklog(service.database)).messages === 3);
  });
  afterAll(async () => {
    await service?.[Symbol.asyncDispose]();
    await broker?.[Symbol.asyncDispose]();
    await removeNamespace(namespace);
  });

  it('lists and shows what could not be applied', async () => {
    const { out } = await run(['list']);
    expect(out).toMatch(new RegExp(`^dead +orders +${bad.id} +tests.counted.v1 +${bad.aggregateId}$`, 'm'));
    expect(out).toMatch(new RegExp(`^parked +orders +${sick.id} .+ 0 tries, next try .+: Error: not now$`, 'm'));
    expect(out).toContain(behind.id);
    const shown = await run(['show', bad.id, '--group', 'orders']);
    expect(JSON.parse(shown.out)).toMatchObject({ id: bad.id, content: { data: { number: 'one' } } });
  });

  it('redrives and discards', async () => {
    ill = false;
    expect((await run(['discard', spoilt.id])).out).toBe('orders: 1 message thrown away\n');
    const { out } = await run(['redrive', '--all']);
    expect(out).toBe('orders: 1 dead letter put back\norders: 1 parked aggregate will be tried now\n');
    await eventually('what was parked is applied', async () => (await service.applied()).length === 2);
    expect(await service.applied()).toEqual([2, 3]);
    await eventually('what is malformed is dead again', async () => (await run(['list'])).out.includes(bad.id));
    await eventually('nothing is parked', async () => (await parkedBacklog(service.database)).messages === 0);
  });

  it('redrives many without a complaint', async () => {
    const { out } = await run(['list']);
    const before = out.split('\n').filter((line) => line.startsWith('dead')).length;
    await broker.publish(Array.from({ length: 12 }, (_, index) => ({ ...countedMessage(index), data: {} })));
    await eventually('all are dead letters', async () => {
      return (await run(['list'])).out.split('\n').filter((line) => line.startsWith('dead')).length === before + 12;
    });
    expect(await run(['redrive', '--all'])).toEqual({ out: expect.any(String), error: '', code: 0 });
  });

  it.each([
    [['drive'], 'There is no command drive.'],
    [['redrive'], 'redrive needs an id.'],
    [['discard', '--all'], '--all stands for all ids of redrive.'],
    [['list', '--group', 'gateway'], 'gateway consumes nothing'],
    [['list', '--everything'], "Unknown option '--everything'"],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => parseCommand(args)).toThrow(sentence);
    expect(() => parseCommand(args)).toThrow(USAGE);
  });

  it('says what is missing, and what cannot be reached', async () => {
    const { DATABASE_URL } = variables;
    expect(() => readMessagesConfig({ DATABASE_URL })).toThrow('AMQP_URL is missing');
    expect(() => readMessagesConfig({ STATE_FOLDER: '/nowhere' })).toThrow('`npm start` has not run here');
    const away = await run(['list'], { ...variables, AMQP_URL: 'amqp://guest:secret@127.0.0.1:1' });
    expect(away).toEqual({ out: '', error: 'list failed: connect ECONNREFUSED 127.0.0.1:1\n', code: 1 });
    expect((await run(['show', 'nothing'])).error).toBe('No dead letter and no parked message has the id nothing.\n');
  });
});
