// A service in small, for register.distributed.test.ts: each request asks PostgreSQL and Redis; it prints where it listens.
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';

const database = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
const redis = new Redis(process.env['REDIS_URL'] ?? '');

const app = Fastify();
app.get('/', async () => {
  await database.query('SELECT 1');
  return redis.ping();
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
