import { Client } from 'pg';

/** Runs one statement on a connection of its own; gives the first column of every row. */
export async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  // The statement under way rejects too; without this a server's end would be an uncaught error as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.map(([first]) => first);
  } finally {
    await client.end();
  }
}
