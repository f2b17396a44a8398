import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startEmbeddedPostgres } from '../start-embedded-postgres.ts';
import { query } from './query.ts';
import { createTestProject } from './test-project.ts';

let project: ReturnType<typeof createTestProject>;
beforeEach(() => {
  project = createTestProject(0o755);
});
afterEach(() => project.remove());

/** Takes a port below those that systems hand out by themselves: nobody takes it when it is free again. */
async function takePort() {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const taken = createServer().listen(port, '127.0.0.1');
    const isTaken = await once(taken, 'listening').catch(() => undefined);
    if (isTaken !== undefined) return { taken, port };
  }
}

describe('a start', () => {
  it('creates a database, and finds it again the next time', async () => {
    const { folder } = project;
    const first = await startEmbeddedPostgres({ folder });
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();

    await using second = await startEmbeddedPostgres({ folder });
    expect(await query(second.url, 'select answer from kept')).toEqual([42]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
  });

  it('keeps to 127.0.0.1, no socket file, durable writes and settings of a small machine', async () => {
    await using server = await startEmbeddedPostgres({ folder: project.folder });
    const names = ['listen_addresses', 'unix_socket_directories', 'fsync', 'max_connections', 'shared_buffers'];
    const values = await Promise.all(names.map((name) => query(server.url, `show ${name}`)));
    expect(values.flat()).toEqual(['127.0.0.1', '', 'on', '200', '64MB']);
    expect(await query(server.url, 'show server_encoding')).toEqual(['UTF8']);
    expect(await query(server.url, 'select rolpassword from pg_authid where rolname = current_user')).toEqual([
      expect.stringMatching(/^SCRAM-SHA-256\$/),
    ]);
  });

  it('asks for the password, and keeps it and the data from others', async () => {
    await using server = await startEmbeddedPostgres({ folder: project.folder });
    const withoutPassword = new URL(server.url);
    withoutPassword.password = 'wrong';
    await expect(query(withoutPassword.href, 'select 1')).rejects.toThrow('password authentication failed');
    for (const name of ['password', 'data', 'postgres.log']) {
      expect(fs.statSync(path.join(project.folder, name)).mode & 0o077).toBe(0);
    }
  });

  it('has the English text search although the locale is C', async () => {
    await using server = await startEmbeddedPostgres({ folder: project.folder });
    expect(await query(server.url, `select to_tsvector('english', 'running shoes')::text`)).toEqual([
      "'run':1 'shoe':2",
    ]);
    expect(await query(server.url, 'select datcollate from pg_database where datname = current_database()')).toEqual([
      'C',
    ]);
  });

  it('serves on the port it is given, and says so if that is taken', async () => {
    const { taken, port } = await takePort();
    await expect(startEmbeddedPostgres({ folder: project.folder, port })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use by another process`,
    );
    taken.close();
    await once(taken, 'close');

    await using server = await startEmbeddedPostgres({ folder: project.folder, port });
    expect(new URL(server.url).port).toBe(String(port));
  });

  it('refuses data of another major version', async () => {
    await (await startEmbeddedPostgres({ folder: project.folder })).stop();
    fs.writeFileSync(path.join(project.folder, 'data/PG_VERSION'), '15\n');
    await expect(startEmbeddedPostgres({ folder: project.folder })).rejects.toThrow(
      /was written by PostgreSQL 15, but the installed binaries are PostgreSQL \d+/,
    );
  });

  it('tells the last lines of the log if the server ends at once', async () => {
    await (await startEmbeddedPostgres({ folder: project.folder })).stop();
    fs.appendFileSync(path.join(project.folder, 'data/postgresql.conf'), "no_such_setting = 'x'\n");
    await expect(startEmbeddedPostgres({ folder: project.folder })).rejects.toThrow(
      /ended at start \(exit code 1\).*no_such_setting/s,
    );
  });

  it('says so if the password file no longer fits', async () => {
    await (await startEmbeddedPostgres({ folder: project.folder })).stop();
    fs.writeFileSync(path.join(project.folder, 'password'), 'another\n');
    await expect(startEmbeddedPostgres({ folder: project.folder })).rejects.toThrow('refuses the password');
  });

  it('begins a new log once the old one has outgrown 10 MB', async () => {
    await (await startEmbeddedPostgres({ folder: project.folder })).stop();
    const log = path.join(project.folder, 'postgres.log');
    fs.truncateSync(log, 10 * 1024 * 1024 + 1);
    await (await startEmbeddedPostgres({ folder: project.folder })).stop();
    expect(fs.statSync(log).size).toBeLessThan(100_000);
  });

  it('begins anew where an earlier first start was cut off', async () => {
    fs.mkdirSync(path.join(project.folder, 'data.new-cutoff/base'), { recursive: true });
    fs.chmodSync(project.folder, 0o711);
    await using server = await startEmbeddedPostgres({ folder: project.folder });
    expect(await query(server.url, 'select 1')).toEqual([1]);
    expect(fs.readdirSync(project.folder).filter((name) => name.startsWith('data.new-'))).toEqual([]);
  });
});

describe('a stop', () => {
  it('cuts open sessions, ends the server and gives the folder free; twice is once', async () => {
    const server = await startEmbeddedPostgres({ folder: project.folder });
    const sleeping = expect(query(server.url, 'select pg_sleep(60)')).rejects.toThrow();
    await query(server.url, 'select 1');
    await Promise.all([server.stop(), server.stop()]);
    await sleeping;
    expect(fs.existsSync(path.join(project.folder, 'data/postmaster.pid'))).toBe(false);
    await (await startEmbeddedPostgres({ folder: project.folder })).stop();
  });
});
