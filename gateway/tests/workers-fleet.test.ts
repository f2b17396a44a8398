import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { eventually } from '#platform/testkit/eventually.ts';
import { type StartedProgram, startProgram } from './started-program.ts';

let resources: AsyncDisposableStack;
let program: StartedProgram;
/** How often somebody answered `askPid` in this test. */
let answered: number;

beforeEach(() => {
  resources = new AsyncDisposableStack();
  answered = 0;
});
afterEach(() => resources.disposeAsync());

/** Longest time for an answer beyond what was asked for, in ms. */
const ANSWER_MS = 10_000;

const PROGRAM = 'gateway/tests/fleet-program.ts';

async function startFleet(env: Record<string, string> = {}) {
  program = resources.use(startProgram(PROGRAM, env));
  const url = await program.url();
  return { url, program };
}

/** The process that answers, over a connection of its own. */
async function askPid(url: string, ms = 0): Promise<number> {
  const dispatcher = new Agent();
  try {
    // A connection that was on its way to a process that was killed is answered by nobody.
    const { statusCode, body } = await request(`${url}/pid?ms=${ms}`, { dispatcher, headersTimeout: ms + ANSWER_MS });
    if (statusCode !== 200) throw new Error(`answered with ${statusCode}: ${await body.text()}`);
    const { pid } = (await body.json()) as { pid: number };
    answered += 1;
    return pid;
  } finally {
    await dispatcher.close();
  }
}

/** The processes that answer now: connections are dealt out in turn. */
async function pidsOf(url: string): Promise<Set<number>> {
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => askPid(url)));
  const failed = answers.find(({ status }) => status === 'rejected');
  if (failed !== undefined) throw new Error('a worker did not answer', { cause: failed });
  return new Set(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])));
}

const bothAnswer = (url: string, besides: ReadonlySet<number> = new Set()) =>
  eventually('two workers answer', async () => {
    const pids = await pidsOf(url);
    return pids.size === 2 && ![...pids].some((pid) => besides.has(pid)) ? pids : undefined;
  });

/** Asks over kept connections, all the time. */
function startLoad(url: string) {
  const dispatcher = new Agent({ connections: 4 });
  const pids: number[] = [];
  const failures: string[] = [];
  let stopped = false;
  async function ask() {
    while (!stopped) {
      try {
        const { statusCode, body } = await request(`${url}/pid?ms=2`, { dispatcher });
        const text = await body.text();
        if (statusCode === 200) pids.push(JSON.parse(text).pid);
        else failures.push(`${statusCode} ${text}`);
      } catch (error) {
        failures.push(String(error));
      }
    }
  }
  const asking = Promise.all([ask(), ask(), ask(), ask()]);
  return {
    pids,
    failures,
    async stop() {
      stopped = true;
      await asking;
      await dispatcher.close();
    },
  };
}

/** The value of one line of the metrics. */
async function metric(url: string, line: string): Promise<number> {
  const { body } = await request(`${url}/metrics`);
  const text = await body.text();
  return Number(
    text
      .split('\n')
      .find((row) => row.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? 0,
  );
}

/** Waits for a sum: a worker that is too busy to tell in time is counted with what it told before. */
const reaches = (url: string, line: string, sum: number) =>
  eventually(`${line} is ${sum}`, async () => {
    expect(await metric(url, line)).toBe(sum);
    return true;
  });

const FAST = 'answers_total{slow="false",service="worker"}';

describe('workers', () => {
  it('share a port', async () => {
    const { url, program } = await startFleet();
    const pids = await bothAnswer(url);
    expect(pids).not.toContain(program.pid);
  });

  it('are counted together, whichever is asked, those that have ended included', async () => {
    const { url, program } = await startFleet();
    const before = await bothAnswer(url);
    for (let request = 0; request < 10; request += 1) await askPid(url);
    await reaches(url, FAST, answered);
    await reaches(url, FAST, answered);
    const requests = 'http_request_duration_seconds_count{method="GET",route="/pid",status="200",service="worker"}';
    await reaches(url, requests, answered);

    program.signal('SIGHUP');
    await eventually('both were replaced', () => program.output().split('a worker is replaced').length === 3);
    await eventually('both have ended', () => [...before].every((pid) => !isAlive(pid)));
    await reaches(url, FAST, answered);
  });

  it('are replaced one after another on SIGHUP, and no request fails', async () => {
    const { url, program } = await startFleet();
    const before = await bothAnswer(url);
    const load = startLoad(url);
    const slow = Promise.all([askPid(url, 1_500), askPid(url, 1_500)]);
    await eventually('they are in hand', () => program.output().split('asked for 1500 ms').length === 3);
    program.signal('SIGHUP');
    const after = await bothAnswer(url, before);
    // How connections that were ended are dealt out again is nobody's promise: one of the new ones may get them all.
    await eventually('only new ones answer', () => load.pids.slice(-100).every((pid) => after.has(pid)));
    for (const pid of await slow) expect(before).toContain(pid);
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(load.pids.length).toBeGreaterThan(100);
    await eventually('the old ones have ended', () => [...before].every((pid) => !isAlive(pid)));
  });

  it('say that a connection ends before they end it, so that no request is on its way then', async () => {
    // A client that a busy machine holds up may ask for the first time much later.
    const { url, program } = await startFleet({ HAND_OVER_MS: '3000' });
    await bothAnswer(url);
    const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 });
    resources.defer(() => agent.destroy());
    const askKept = async () => {
      const asking = get(`${url}/pid`, { agent });
      const [response] = (await once(asking, 'response')) as [IncomingMessage];
      for await (const _chunk of response);
      return { isFirst: !asking.reusedSocket, isLast: response.headers.connection === 'close' };
    };
    expect(await askKept()).toEqual({ isFirst: true, isLast: false });
    program.signal('SIGHUP');
    // Between the requests the connection is idle for most of the time.
    const last = await eventually('the connection ends', async () => {
      const answer = await askKept();
      return answer.isFirst || answer.isLast ? answer : undefined;
    });
    expect(last).toEqual({ isFirst: false, isLast: true });
  });

  it('are replaced when they are killed', async () => {
    const { url, program } = await startFleet();
    const before = await bothAnswer(url);
    const [killed = 0] = before;
    process.kill(killed, 'SIGKILL');
    const after = await bothAnswer(url, new Set([killed]));
    expect([...after].filter((pid) => before.has(pid))).toHaveLength(1);
    expect(program.output()).toContain('"signal":"SIGKILL","msg":"a worker has ended"');
  });

  it('are kept when new ones cannot start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'agora-fleet-'));
    resources.defer(() => rm(folder, { recursive: true }));
    const BROKEN = join(folder, 'broken');
    const { url, program } = await startFleet({ BROKEN });
    const before = await bothAnswer(url);
    await writeFile(BROKEN, '');
    program.signal('SIGHUP');
    await eventually('it is given up', () => program.output().includes('those that run are kept'));
    expect(await bothAnswer(url)).toEqual(before);
    expect(program.output()).toContain('it is broken');

    // A worker that dies now is tried to be replaced until that succeeds.
    const [killed = 0] = before;
    process.kill(killed, 'SIGKILL');
    await eventually('another start has failed', () => program.output().split('it is broken').length > 2);
    expect(await pidsOf(url)).toEqual(new Set([...before].slice(1)));
    await rm(BROKEN);
    await bothAnswer(url, new Set([killed]));
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finish what they have in hand on %s, and end with the primary',
    async (signal) => {
      const { url, program } = await startFleet();
      const pids = await bothAnswer(url);
      const slow = askPid(url, 1_000);
      await eventually('it is in hand', () => program.output().includes('asked for 1000 ms'));
      // Ctrl+C reaches every process.
      program.signal(signal);
      if (signal === 'SIGINT') for (const pid of pids) process.kill(pid, signal);
      expect(pids).toContain(await slow);
      expect(await program.ended).toBe(0);
      expect([...pids].filter(isAlive)).toEqual([]);
      expect(program.output()).not.toMatch(/second SIG|killed by timeout/);
    },
  );

  it('end when the primary is killed', async () => {
    const { url, program } = await startFleet();
    const pids = await bothAnswer(url);
    program.signal('SIGKILL');
    await eventually('they have ended', () => [...pids].every((pid) => !isAlive(pid)));
  });
});

describe('a first worker that cannot start', () => {
  it('ends the program, and what it says is said once', async () => {
    const failing = resources.use(startProgram(PROGRAM, { BROKEN: '/' }));
    expect(await failing.ended).toBe(1);
    expect(failing.output().match(/it is broken/g)).toHaveLength(1);
  });

  it('says that the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    resources.defer(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const { port } = server.address() as AddressInfo;
    const failing = resources.use(startProgram(PROGRAM, { PORT: String(port) }));
    expect(await failing.ended).toBe(1);
    expect(failing.output()).toContain(`port ${port} is taken by another program`);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
