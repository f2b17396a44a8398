import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import pg from 'pg';

const GROUPS = ['users', 'products', 'orders', 'payments', 'shipping', 'notifications'];

/** Removes what a graph left in engines that it shared: databases and roles, queues and exchanges, keys. */
export async function dropNamespace(
  namespace: string,
  { databaseUrl, amqpUrl, redisUrl }: { databaseUrl: string; amqpUrl: string; redisUrl: string },
): Promise<void> {
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  const { rows } = await admin.query('SELECT datname FROM pg_database WHERE datname LIKE $1', [`${namespace}\\_%`]);
  for (const { datname } of rows) {
    await admin.query(`DROP DATABASE ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${pg.escapeIdentifier(datname)}`);
  }
  await admin.end();

  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  for (const group of GROUPS) {
    for (const part of ['0', '1', '2', '3', '4', '5', '6', '7', 'dead']) {
      await channel.deleteQueue(`${namespace}.${group}.${part}`);
    }
  }
  await channel.deleteQueue(`${namespace}.feed`);
  await channel.deleteExchange(`${namespace}.events`);
  await channel.deleteExchange(`${namespace}.routes`);
  await connection.close();

  const redis = new Redis(redisUrl);
  const keys = await redis.keys(`${namespace}*`);
  if (keys.length > 0) await redis.del(keys);
  redis.disconnect();
}
