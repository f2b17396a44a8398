import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from '@jest/globals';
import { printSchema } from 'graphql';
import { createPlanner } from '../planning/create-planner.ts';
import { type Planner, PlannerOverloaded, UnplannableOperation } from '../planning/planner.ts';
import { startPlanner } from '../planning/start-planner.ts';
import { compose, requestOf } from './planning-fixture.ts';

const supergraph = compose({
  users: 'type Query { me: User } type User @key(fields: "id") { id: ID! name: String }',
  orders: 'type User @key(fields: "id") { id: ID! friend(n: Int): User @shareable cents: Int }',
});
const small = requestOf('{ me { name cents } }');

/** Takes minutes to plan: every fragment holds the next one twice, at two places. */
const slow = requestOf(
  `{ me { ...F0 } } ${Array.from(
    { length: 20 },
    (_, n) => `fragment F${n} on User { name a: friend(n: 1) { ...F${n + 1} } b: friend(n: 2) { ...F${n + 1} } }`,
  ).join(' ')} fragment F20 on User { name }`,
);

/** Enough for a small plan on a busy machine, not for the slow one. */
const timeoutMs = 3_000;

const started: Planner[] = [];
async function start(limits: Parameters<typeof startPlanner>[1] = {}): Promise<Planner> {
  const planner = await startPlanner(supergraph, { timeoutMs: 60_000, ...limits });
  started.push(planner);
  return planner;
}
afterEach(async () => {
  for (const planner of started.splice(0)) await planner[Symbol.asyncDispose]();
});

describe('a planner in a thread', () => {
  test('plans and refuses as one in this thread, over the same schemas', async () => {
    const inThread = await start();
    const here = createPlanner(supergraph);
    expect(printSchema(inThread.apiSchema)).toBe(printSchema(here.apiSchema));
    expect(printSchema(inThread.supergraphSchema)).toBe(printSchema(here.supergraphSchema));
    const request = requestOf(
      'query A { me { ... @defer { name } friend(n: 1) { ...F } } } fragment F on User { cents }',
      {
        defer: true,
      },
    );
    expect(await inThread.plan(request)).toEqual(await here.plan(request));
    await expect(inThread.plan(requestOf('{ nothing }'))).rejects.toThrow(UnplannableOperation);
    await expect(inThread.plan(small)).resolves.toEqual(await here.plan(small));
  });

  test('a plan that takes too long is given up; those in line after it are planned, and nobody else waits', async () => {
    const planner = await start({ timeoutMs });
    const plans = Promise.allSettled([planner.plan(slow), planner.plan(small)]);
    let planning = true;
    void plans.then(() => {
      planning = false;
    });
    let ticks = 0;
    for (; planning; ticks += 1) await new Promise(setImmediate);
    const [first, second] = await plans;
    expect(first).toMatchObject({ status: 'rejected', reason: expect.any(PlannerOverloaded) });
    expect(second).toMatchObject({ status: 'fulfilled' });
    expect(ticks).toBeGreaterThan(1_000);
  });

  test('only so many wait', async () => {
    const planner = await start({ maxWaiting: 2 });
    const outcomes = await Promise.allSettled([small, small, small].map((request) => planner.plan(request)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes[2]).toMatchObject({ reason: expect.any(PlannerOverloaded) });
    await expect(planner.plan(small)).resolves.toHaveProperty('node');
  });

  test('a supergraph that cannot be planned over is refused with the reason', async () => {
    await expect(startPlanner('type Query { a: Int }')).rejects.toThrow('must be a core schema');
    await expect(startPlanner('type {')).rejects.toThrow('Syntax Error');
  });

  test('after its end it plans nothing, nor what waited', async () => {
    const planner = await start();
    const waiting = [planner.plan(slow), planner.plan(small)].map((plan) =>
      expect(plan).rejects.toThrow(PlannerOverloaded),
    );
    // The first one is under way.
    await new Promise(setImmediate);
    await planner[Symbol.asyncDispose]();
    await Promise.all(waiting);
    await expect(planner.plan(small)).rejects.toThrow(PlannerOverloaded);
  });
});

test('a planner whose thread dies loses the plan under way, if any, and makes the next one in another', async () => {
  const threads: Worker[] = [];
  const { postMessage } = Worker.prototype;
  const planner = await start();
  Worker.prototype.postMessage = function (this: Worker, ...given: Parameters<typeof postMessage>) {
    threads.push(this);
    return postMessage.apply(this, given);
  };
  try {
    const lost = expect(planner.plan(slow)).rejects.toThrow(PlannerOverloaded);
    while (threads.length === 0) await new Promise(setImmediate);
    await threads.at(-1)?.terminate();
    await lost;
    await expect(planner.plan(small)).resolves.toHaveProperty('node');
    await threads.at(-1)?.terminate();
    await expect(planner.plan(small)).resolves.toHaveProperty('node');
    expect(new Set(threads).size).toBe(3);
  } finally {
    Worker.prototype.postMessage = postMessage;
  }
});

describe('a process with a planner', () => {
  test('waits for a plan, and ends when nothing is left to do', async () => {
    const program = `
      const { startPlanner } = await import(${JSON.stringify(new URL('../planning/start-planner.ts', import.meta.url).href)});
      const { parse } = await import('graphql');
      const planner = await startPlanner(process.env.SUPERGRAPH);
      const request = { document: parse('{ me { cents } }'), conditions: {}, overrides: [], defer: false };
      console.log((await planner.plan(request)).node.kind);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, NODE_OPTIONS: '', SUPERGRAPH: supergraph },
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    const [code] = await once(child, 'exit');
    expect([code, printed.trim()]).toEqual([0, 'Sequence']);
  });
});
