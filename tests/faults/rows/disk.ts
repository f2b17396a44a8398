import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { databaseOf } from '../drain.ts';
import type { Row, RowContext } from './row.ts';

/** Room for what the tables hold already, and a little more, in MB. */
const SIZE = 48;
const FULL_FOR_MS = 8_000;

/** What lies on the disk that runs full: an order's events and what is to be published of them. */
const TABLES = ['order_events', 'outbox'];

async function administer(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Writes until there is no more room. */
async function fillUp(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE TABLE filler (content text) TABLESPACE small_disk');
    await client.query('ALTER TABLE filler ALTER content SET STORAGE EXTERNAL');
    for (const size of [1_000_000, 100_000, 1_000]) {
      const statement = { text: "INSERT INTO filler VALUES (repeat('x', $1))", values: [size] };
      while (
        await client.query(statement).then(
          () => true,
          () => false,
        )
      );
    }
  } finally {
    await client.end();
  }
}

async function withSmallDisk({ engines, system }: RowContext, work: (url: string) => Promise<void>): Promise<void> {
  const folder = join(system.folder, 'small-disk');
  const url = databaseOf(engines, system, 'orders');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}m,mode=700`, 'tmpfs', folder]);
  try {
    const { uid, gid } = statSync(join(system.folder, '..', 'postgres', 'data'));
    chownSync(folder, uid, gid);
    const move = (tablespace: string) => TABLES.map((table) => `ALTER TABLE ${table} SET TABLESPACE ${tablespace}`);
    await administer(url, [`CREATE TABLESPACE small_disk LOCATION '${folder}'`, ...move('small_disk')]);
    try {
      await work(url);
    } finally {
      await administer(url, ['DROP TABLE IF EXISTS filler', ...move('pg_default'), 'CHECKPOINT']);
      await administer(url, ['DROP TABLESPACE small_disk']);
    }
  } finally {
    execFileSync('umount', ['--lazy', folder]);
  }
}

const mayMount = (): boolean => {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const diskFull: Row = {
  name: 'disk-full',
  injects: `The disk with the orders' events and outbox is full for ${FULL_FOR_MS / 1_000} s (a tablespace on a small tmpfs).`,
  cannotRun: () => (mayMount() ? undefined : 'it mounts a tmpfs, which takes root'),
  inject: (context) =>
    withSmallDisk(context, async (url) => {
      await fillUp(url);
      await delay(FULL_FOR_MS);
      await administer(url, ['DROP TABLE filler']);
    }),
};

export const diskRows: readonly Row[] = [diskFull];
