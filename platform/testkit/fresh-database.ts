import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testEngines } from './engines.ts';

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testEngines().databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes an empty database of its own for a test. Disposing drops it, whoever is still connected. */
export async function freshDatabase(
  name = `test_${randomBytes(8).toString('hex')}`,
): Promise<{ url: string } & AsyncDisposable> {
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(testEngines().databaseUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    [Symbol.asyncDispose]: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
