import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { isPostgresOf } from '../is-postgres-of.ts';
import { startEmbeddedPostgres } from '../start-embedded-postgres.ts';
import { query } from './query.ts';
import { createTestProject, isRoot, killed, nobody } from './test-project.ts';

let project: ReturnType<typeof createTestProject>;
let pidFile: string;
beforeEach(() => {
  project = createTestProject(0o755);
  pidFile = path.join(project.folder, 'data/postmaster.pid');
});
afterEach(() => project.remove());

const pidIn = (file: string) => Number.parseInt(fs.readFileSync(file, 'utf8'), 10);

describe('after kill -9 of the parent', () => {
  it('the server it left is stopped, and a new one has the data', async () => {
    const { child, outcome } = await project.startInChild();
    await query(outcome.url, 'create table kept as select 42 as answer');
    await killed(child);
    const orphan = pidIn(pidFile);
    expect(await query(outcome.url, 'select answer from kept')).toEqual([42]);

    const warnings: string[] = [];
    const logger = { info: () => undefined, warn: (message: string) => void warnings.push(message) };
    await using server = await startEmbeddedPostgres({ folder: project.folder, logger });
    expect(warnings).toEqual([expect.stringContaining(`pid ${orphan}`)]);
    expect(isPostgresOf(orphan, path.join(project.folder, 'data'))).toBe(false);
    expect(await query(server.url, 'select answer from kept')).toEqual([42]);
  });

  it('and of the server too, the next start waits for its last session and recovers', async () => {
    const { child, outcome } = await project.startInChild();
    await query(outcome.url, 'create table kept as select 42 as answer');
    // A session that computes does not notice the end of its server, and holds the shared memory until it is through.
    const computing = Promise.allSettled([query(outcome.url, 'select count(*) from generate_series(1, 10000000)')]);
    await eventually('it computes', async () => {
      const active = `select count(*)::int from pg_stat_activity where query like '%generate_series%' and state = 'active'`;
      const [sessions] = await query(outcome.url, `${active} and pid <> pg_backend_pid()`);
      return sessions === 1;
    });
    const server = pidIn(pidFile);
    await killed(child);
    process.kill(server, 'SIGKILL');
    await eventually('the server is gone', () => !isPostgresOf(server, path.join(project.folder, 'data')));

    await using next = await startEmbeddedPostgres({ folder: project.folder });
    expect(await query(next.url, 'select answer from kept')).toEqual([42]);
    await computing;
  });
});

describe('a pid file', () => {
  beforeEach(async () => {
    await (await startEmbeddedPostgres({ folder: project.folder })).stop();
  });

  it.each([
    { who: 'another program in the data folder', argv0: 'sleep', inData: true },
    { who: 'a postgres elsewhere', argv0: 'postgres', inData: false },
  ])('whose pid now belongs to $who harms nobody and does not block', async ({ argv0, inData }) => {
    // Of the server's own user: only over such a process's pid would PostgreSQL itself refuse to start.
    const cwd = inData ? path.dirname(pidFile) : '/';
    const bystander = spawn('sleep', ['600'], { argv0, cwd, ...(isRoot ? nobody : {}) });
    await once(bystander, 'spawn');
    try {
      fs.writeFileSync(pidFile, `${bystander.pid}\n${path.dirname(pidFile)}\n`);
      await using server = await startEmbeddedPostgres({ folder: project.folder });
      expect(await query(server.url, 'select 1')).toEqual([1]);
      expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
    } finally {
      await killed(bystander);
    }
  });

  it.each(['', '999999999\n'])('that reads %j does not block', async (content) => {
    fs.writeFileSync(pidFile, content);
    await using server = await startEmbeddedPostgres({ folder: project.folder });
    expect(await query(server.url, 'select 1')).toEqual([1]);
  });
});

describe('two starts at once', () => {
  it('the second is refused, naming the first', async () => {
    const { child, outcome } = await project.startInChild();
    await expect(startEmbeddedPostgres({ folder: project.folder })).rejects.toThrow(
      `already running, pid ${child.pid}: it holds ${project.folder}`,
    );
    expect(await query(outcome.url, 'select 1')).toEqual([1]);
  });

  it('of one process: the second is refused too', async () => {
    await using server = await startEmbeddedPostgres({ folder: project.folder });
    await expect(startEmbeddedPostgres({ folder: project.folder })).rejects.toThrow(`pid ${process.pid}`);
    expect(await query(server.url, 'select 1')).toEqual([1]);
  });

  it('of four processes over the leavings of a killed one: one wins', async () => {
    const { child } = await project.startInChild();
    await killed(child);
    const starts = await Promise.all([1, 2, 3, 4].map(() => project.startInChild()));
    expect(starts.filter(({ outcome }) => outcome.url).length).toBe(1);
    expect(starts.filter(({ outcome }) => outcome.error?.startsWith('already running')).length).toBe(3);
  });
});
