import { z } from 'zod';

/** A secret of at least 32 characters. It has a default, which production refuses; `purpose` tells two of them apart. */
export const secret = (purpose: string) =>
  z.string().min(32, 'expected at least 32 characters').default(`development-only-${purpose}`);

/** A whole number within bounds, from text. */
export const integer = (min: number, max: number) =>
  z.coerce.number(`expected a whole number from ${min} to ${max}`).int().min(min).max(max);

/** `1` or `true` switches on; absent, `0` or `false` off. */
export const flag = z
  .enum(['0', '1', 'true', 'false'], 'expected 1 or 0')
  .default('0')
  .transform((value) => value === '1' || value === 'true');

/** What every service reads, the gateway included. `port` 0 takes a free one. */
export const serviceVariables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Goes before the names of databases, roles, exchanges, queues and cache keys, so that several graphs share servers. */
  NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/, 'expected lower-case letters, digits and underscores')
    .default('agora'),
  /** Shared by the gateway and the subgraphs: a subgraph answers only requests that are signed with it. */
  GATEWAY_SIGNING_SECRET: secret('gateway-signing'),
};

/** The engines of a service that runs as a process of its own. */
export const engineVariables = {
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'expected the address of a PostgreSQL server, postgres://user:password@host:5432/postgres',
  }),
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'expected the address of RabbitMQ, amqp://user:password@host:5672' }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected the address of Redis, redis://host:6379' }),
};
