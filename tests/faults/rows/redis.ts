import { setTimeout as delay } from 'node:timers/promises';
import type { Row } from './row.ts';

const dead: Row = {
  name: 'redis-dead',
  injects: 'Redis is dead for 8 s and comes back empty.',
  async inject({ engines }) {
    await engines.redis.kill();
    await delay(8_000);
    await engines.redis.startAgain();
  },
};

const frozen: Row = {
  name: 'redis-frozen',
  injects: 'Redis stands still for 8 s with its connections up.',
  async inject({ engines }) {
    engines.redis.freeze(true);
    await delay(8_000);
    engines.redis.freeze(false);
  },
};

export const redisRows: readonly Row[] = [dead, frozen];
