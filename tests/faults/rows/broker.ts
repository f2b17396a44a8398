import { setTimeout as delay } from 'node:timers/promises';
import type { Row } from './row.ts';

const brokerKill: Row = {
  name: 'broker-kill',
  injects: 'RabbitMQ is killed with -9 and started again over its data.',
  short: true,
  async inject({ engines }) {
    await engines.rabbitmq.kill();
    await engines.rabbitmq.startAgain();
  },
};

const brokerDown: Row = {
  name: 'broker-down',
  injects: 'RabbitMQ is dead for 60 s; customers go on placing orders.',
  async inject({ engines, workload, tell }) {
    await engines.rabbitmq.kill();
    const before = workload.orders();
    await delay(60_000);
    tell(`${workload.orders() - before} orders were accepted without a broker`);
    await engines.rabbitmq.startAgain();
  },
};

const memoryAlarm: Row = {
  name: 'memory-alarm',
  injects: 'RabbitMQ takes no messages for 12 s: its memory is full, it says; connections stay up.',
  async inject({ engines }) {
    await engines.rabbitmq.setMemoryAlarm(true);
    await delay(12_000);
    await engines.rabbitmq.setMemoryAlarm(false);
  },
};

/** Longer than the two heartbeats of 10 s after which a connection is given up. */
const SILENCE_MS = 25_000;

const halfOpen: Row = {
  name: 'half-open',
  injects: `Nothing that orders and payments send reaches RabbitMQ for ${SILENCE_MS / 1_000} s, though their connections are up.`,
  async inject({ system }) {
    const proxies = [system.amqp.get('orders'), system.amqp.get('payments')];
    for (const proxy of proxies) proxy?.stall();
    await delay(SILENCE_MS);
    for (const proxy of proxies) proxy?.restore();
  },
};

export const brokerRows: readonly Row[] = [brokerKill, brokerDown, memoryAlarm, halfOpen];
