import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { freePorts } from './free-ports.ts';
import { spawnNpm } from './spawn-npm.ts';

let folder: string;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agora-refusals-'));
  chmodSync(folder, 0o755);
  port = await freePorts(12);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (env: Record<string, string>, up = 'A first query') =>
  spawnNpm({ script: 'start', env: { STATE_FOLDER: folder, PORT: String(port), ...env }, up: { prints: up } });

const isAlive = (pid: number) => {
  try {
    // A dead one that nobody has reaped yet has no command line.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
};

describe('npm start, where it cannot go on', () => {
  it.each([
    ["a subgraph's variable", { PAYMENT_DEADLINE_SECONDS: 'x' }, 'PAYMENT_DEADLINE_SECONDS is wrong: expected a whole'],
    ['its own variable', { PORT: 'four' }, 'PORT is wrong: expected a whole number from 1 to 65000.'],
    ['demo data in production', { NODE_ENV: 'production' }, 'DEMO_DATA'],
  ])('names %s, and has started nothing', async (_what, env, sentence) => {
    await expect(start(env)).rejects.toThrow(sentence);
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
  });

  it('names the port that another program has', async () => {
    const other: Server = createServer().listen(port + 3, '127.0.0.1');
    await expect(start({})).rejects.toThrow(`Port ${port + 3} is taken`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('leaves nothing running after Ctrl+C in the middle of its start', async () => {
    const started = await start({}, 'Starting PostgreSQL');
    const pidFile = join(folder, 'postgres', 'data', 'postmaster.pid');
    const pid = await eventually('PostgreSQL has a pid', () => Number(readFileSync(pidFile, 'utf8').split('\n')[0]));
    await started.stop('SIGINT');
    await eventually('PostgreSQL has ended', () => !isAlive(pid));
  });
});
