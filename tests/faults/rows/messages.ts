import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConsumeMessage, connect } from 'amqplib';
import { eventually } from '#platform/testkit/eventually.ts';
import { openEventTap } from './event-tap.ts';
import { type Row, SHORT_CHECKOUTS_PER_SECOND } from './row.ts';

/** How long messages are meddled with, in ms. */
const MEDDLED_MS = 4_000;

const tripled: Row = {
  name: 'tripled',
  injects: 'Every message of every service is delivered three times.',
  async inject(context) {
    let repeated = 0;
    await using _tap = await openEventTap(context, (message, tap) => {
      tap.repeat(message);
      tap.repeat(message);
      repeated += 2;
    });
    await delay(MEDDLED_MS);
    context.tell(`${repeated} messages were repeated`);
  },
};

const reordered: Row = {
  name: 'reordered',
  injects: 'All messages of some seconds come once more, late and in reverse.',
  async inject(context) {
    const heard: ConsumeMessage[] = [];
    await using tap = await openEventTap(context, (message) => heard.push(message));
    await delay(MEDDLED_MS);
    const old = heard.toReversed();
    for (const message of old) tap.repeat(message);
    context.tell(`${old.length} messages came again in reverse`);
  },
};

/** With those of the short reel's last row 200. */
const SHORT_ORDERS = 175;
const COME_WITHIN_MS = 120_000;

const tripledAndReordered: Row = {
  name: 'tripled-and-reordered',
  injects: `Until there are ${SHORT_ORDERS} orders every message is delivered three times, and then once more, late and in reverse.`,
  short: 'only',
  checkoutsPerSecond: SHORT_CHECKOUTS_PER_SECOND,
  async inject(context) {
    const heard: ConsumeMessage[] = [];
    await using tap = await openEventTap(context, (message, tap) => {
      heard.push(message);
      tap.repeat(message);
      tap.repeat(message);
    });
    const { orders } = context.workload;
    await delay(MEDDLED_MS);
    await eventually(`${SHORT_ORDERS} orders`, () => orders() >= SHORT_ORDERS, COME_WITHIN_MS);
    const old = heard.toReversed();
    for (const message of old) tap.repeat(message);
    context.tell(`${old.length} messages were tripled, and came again in reverse`);
  },
};

/** Ways in which a message can be bad, by what they make of a good one's text. */
const POISONS: Record<string, (good: string) => string> = {
  'no JSON': (good) => good.slice(0, good.length / 2),
  'no envelope': () => '{"hello":"world"}',
  'unknown version': (good) => good.replace(/\.v1"/, '.v99"'),
  'data of another shape': (good) => JSON.stringify({ ...JSON.parse(good), data: { nonsense: true } }),
  'an overflowing number': (good) => good.replace(/"quantity":\d+/g, '"quantity":1e308'),
  oversized: (good) => JSON.stringify({ ...JSON.parse(good), data: { nonsense: 'x'.repeat(4_000_000) } }),
};

const poison: Row = {
  name: 'poison',
  injects: `Bad messages arrive between good ones: ${Object.keys(POISONS).join(', ')}.`,
  async inject(context) {
    const poisoned = new Set<string>();
    await using _tap = await openEventTap(context, ({ fields, content }, tap) => {
      const [type] = fields.routingKey.split(/\.\d+$/);
      if (type === undefined || poisoned.has(type)) return;
      poisoned.add(type);
      for (const spoil of Object.values(POISONS)) {
        const messageId = randomUUID();
        const good = content.toString().replace(/^\{"id":"[^"]*"/, `{"id":"${messageId}"`);
        context.plant(messageId);
        tap.publish(fields.routingKey, Buffer.from(spoil(good)), messageId);
      }
    });
    await delay(MEDDLED_MS);
    context.tell(`${Object.keys(POISONS).length * poisoned.size} bad messages of ${poisoned.size} types`);
  },
};

const unroutable: Row = {
  name: 'unroutable',
  injects: 'The exchange is deleted twice while services publish: messages have no way to any queue.',
  async inject({ engines, system }) {
    const connection = await connect(engines.rabbitmq.url);
    const channel = await connection.createChannel();
    for (let time = 0; time < 2; time++) {
      await channel.deleteExchange(`${system.namespace}.events`);
      await delay(3_000);
    }
    await connection.close();
  },
};

export const messageRows: readonly Row[] = [tripledAndReordered, tripled, reordered, poison, unroutable];
