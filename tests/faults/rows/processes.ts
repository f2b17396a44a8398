import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '../system/variables.ts';
import type { Row } from './row.ts';

const randomKills: Row = {
  name: 'random-kills',
  injects: 'Every 3 s for 30 s any one process, gateway, provider and carrier included, is killed with -9.',
  async inject({ system, random, tell }) {
    const names = [...system.services.keys()];
    const killed: ServiceName[] = [];
    for (let kill = 0; kill < 10; kill++) {
      const name = random.pick(names);
      killed.push(name);
      system.service(name).kill();
      await delay(3_000);
    }
    await system.untilReady();
    tell(`killed ${killed.join(', ')}`);
  },
};

const frozen: Row = {
  name: 'frozen',
  injects: 'orders and payments stand still (SIGSTOP) for 15 s with their connections up, and go on.',
  async inject({ system }) {
    const services = [system.service('orders'), system.service('payments')];
    for (const service of services) service.freeze(true);
    await delay(15_000);
    for (const service of services) service.freeze(false);
  },
};

const CONSUMERS = ['orders', 'payments', 'products', 'shipping'] as const;

const crashLoop: Row = {
  name: 'consumer-crash-loop',
  injects: 'payments is killed with -9 eight times, each time as soon as it has messages in hand again.',
  async inject({ system }) {
    const payments = system.service('payments');
    for (let crash = 0; crash < 8; crash++) {
      await payments.untilReady();
      await delay(300);
      payments.kill();
    }
    await payments.untilReady();
  },
};

const rollingRestart: Row = {
  name: 'rolling-restart',
  injects: 'Every service is ended by SIGTERM and started again, one after another, under load.',
  async inject({ system }) {
    for (const service of system.services.values()) await service.restart();
  },
};

const dead: Row = {
  name: 'dead-subgraph',
  injects: 'Each of orders, payments, products and shipping is away for 5 s, one after another.',
  async inject({ system }) {
    for (const name of CONSUMERS) {
      system.service(name).down();
      await delay(5_000);
      system.service(name).revive();
      await system.service(name).untilReady();
    }
  },
};

const slow: Row = {
  name: 'slow-subgraph',
  injects: 'products and payments run 50 ms of each 400 ms, for 12 s.',
  async inject({ system }) {
    const services = [system.service('products'), system.service('payments')];
    const until = performance.now() + 12_000;
    while (performance.now() < until) {
      for (const service of services) service.freeze(true);
      await delay(350);
      for (const service of services) service.freeze(false);
      await delay(50);
    }
  },
};

export const processRows: readonly Row[] = [randomKills, frozen, crashLoop, dead, slow, rollingRestart];
