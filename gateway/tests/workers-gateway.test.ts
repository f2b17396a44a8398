import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { eventually } from '#platform/testkit/eventually.ts';
import { ALL_BOOKS, BY_AUTHOR, startForeignGraph } from './foreign-graph.ts';
import { type StartedProgram, startProgram } from './started-program.ts';
import { PATIENT } from './test-gateway.ts';

const resources = new AsyncDisposableStack();
let graph: Awaited<ReturnType<typeof startForeignGraph>>;
let program: StartedProgram;
let url: string;
let file: string;

beforeAll(async () => {
  graph = resources.use(await startForeignGraph());
  const folder = await mkdtemp(join(tmpdir(), 'agora-workers-'));
  resources.defer(() => rm(folder, { recursive: true }));
  file = join(folder, 'supergraph.graphql');
  await writeFile(file, graph.compose(false));
  program = resources.use(
    startProgram('gateway/main.ts', {
      SUPERGRAPH_PATH: file,
      PORT: '0',
      GATEWAY_WORKERS: '2',
      COST_BUCKET: 'off',
      // The processes that start take all of the machine.
      ...PATIENT,
    }),
  );
  url = await program.url();
  await eventually('two workers are up', () => ups() === 2);
});
afterAll(() => resources.disposeAsync());

const ups = () => program.output().split('gateway is up').length - 1;

async function ask(query: string, dispatcher?: Agent) {
  const { statusCode, body } = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    ...(dispatcher === undefined ? {} : { dispatcher }),
  });
  return { status: statusCode, text: await body.text() };
}

/** The value of a line of the metrics. */
async function metric(begin: RegExp): Promise<number> {
  const { body } = await request(`${url}/metrics`);
  const line = (await body.text()).split('\n').find((row) => begin.test(row));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** Waits for a sum: a process that is too busy to tell in time is counted with what it told before. */
const reaches = (begin: RegExp, sum: number) =>
  eventually(`${begin} is ${sum}`, async () => {
    expect(await metric(begin)).toBe(sum);
    return true;
  });

const ANSWERED = /^graphql_operation_duration_seconds_count\{operation="query",outcome="ok"/;

describe('a gateway in several processes', () => {
  it('counts the operations of all', async () => {
    const before = await metric(ANSWERED);
    const agents = Array.from({ length: 6 }, () => new Agent());
    for (const agent of agents) await ask(BY_AUTHOR, agent);
    await reaches(ANSWERED, before + agents.length);
    await reaches(/^supergraph_loaded\{/, 2);
    for (const agent of agents) await agent.close();
  });

  it('serves another supergraph from all of them', async () => {
    const hashes = async () => {
      const { body } = await request(`${url}/metrics`);
      return (await body.text()).match(/^supergraph_loaded\{.*$/gm) ?? [];
    };
    const [before = ''] = await hashes();
    await writeFile(`${file}.new`, graph.compose(true));
    await rename(`${file}.new`, file);
    const [after = ''] = await eventually('both serve it', async () => {
      const lines = await hashes();
      return lines.length === 1 && lines[0] !== before && lines;
    });
    expect(after).toMatch(/ 2$/);
    expect((await ask('{ authors { books { pages } } }')).status).toBe(200);
  });

  it('restarts one after another on SIGHUP, and no request fails', async () => {
    const dispatcher = new Agent({ connections: 4 });
    const wrong: unknown[] = [];
    const right = JSON.stringify(ALL_BOOKS);
    let answers = 0;
    let stopped = false;
    async function askOn() {
      while (!stopped) {
        const answer = await ask(BY_AUTHOR, dispatcher).catch((error: unknown) => ({ status: 0, text: String(error) }));
        if (answer.status === 200 && answer.text.includes(right)) answers += 1;
        else wrong.push(answer);
      }
    }
    const [upsBefore, answersBefore] = [ups(), await metric(ANSWERED)];
    const asking = Promise.all([askOn(), askOn(), askOn(), askOn()]);
    program.signal('SIGHUP');
    await eventually('both were replaced', () => program.output().split('a worker is replaced').length === 3);
    await eventually('the old ones have ended', () => program.output().split('gateway has stopped').length === 3);
    stopped = true;
    await asking;
    await dispatcher.close();
    expect(wrong).toEqual([]);
    expect(answers).toBeGreaterThan(50);
    expect(ups()).toBe(upsBefore + 2);
    await reaches(ANSWERED, answersBefore + answers);
  });
});
