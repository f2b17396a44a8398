import { z } from 'zod';

/** Secrets that begin so are known to everybody who has read this repository. */
const DEVELOPMENT_SECRET = 'development-only';

/**
 * A secret that has a default in development. In production it must be given, at least 32 characters long.
 * `purpose` tells two secrets of one process apart.
 */
export function secret(purpose: string) {
  return z
    .string()
    .default(`${DEVELOPMENT_SECRET}-${purpose}`)
    .refine((value) => process.env['NODE_ENV'] !== 'production' || !value.startsWith(DEVELOPMENT_SECRET), {
      message: 'in production it must be given, the development default is known to everybody',
    })
    .refine((value) => value.startsWith(DEVELOPMENT_SECRET) || value.length >= 32, {
      message: 'it must have at least 32 characters',
    });
}

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
