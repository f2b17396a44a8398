import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { allow, signedIn } from '#platform/subgraph/shield.ts';
import type { Admission } from '../limits/admission.ts';
import { createMemoryBuckets } from '../limits/memory-buckets.ts';
import type { PreparedOperation, RefusedDocument } from '../operations/graph.ts';
import { PlannerOverloaded, UnplannableOperation } from '../planning/planner.ts';
import { createCaller } from '../transport/caller.ts';
import { type FixtureOptions, fixtureGraph } from './http-fixture.ts';

const VISA = '4111111111111111';
const user: Viewer = {
  kind: 'user',
  id: '0198c0de-0000-7000-8000-000000000001',
  roles: ['CUSTOMER'],
  sessionId: '0198c0de-0000-7000-8000-000000000002',
};
const callerOf = (viewer: Viewer, clientAddress = '127.0.0.1') =>
  createCaller({ viewer, clientAddress, requestId: 'request-1' });

type Prepared = PreparedOperation | RefusedDocument;

function runnable(prepared: Prepared | Promise<Prepared>): PreparedOperation {
  if (prepared instanceof Promise || 'refused' in prepared) throw new Error('the operation is refused');
  return prepared;
}

function refusalOf(prepared: Prepared | Promise<Prepared>) {
  if (prepared instanceof Promise || !('refused' in prepared)) throw new Error('the operation is not refused');
  return { status: prepared.status, codes: prepared.refused.map(({ extensions }) => extensions['code']), prepared };
}

/** A graph whose operations are asked for by text. */
function start(options: FixtureOptions = {}) {
  const { graph, executor } = fixtureGraph(options);
  return {
    graph,
    executor,
    async run(text: string, variables: Record<string, unknown> = {}, viewer: Viewer = guest, address?: string) {
      const answer = await runnable(graph.prepare(text, undefined)).run(variables, callerOf(viewer, address), false);
      return { ...answer, data: answer.data === undefined ? undefined : JSON.parse(answer.data.toString()) };
    },
  };
}

const rules = {
  Query: { '*': allow, secret: signedIn },
  User: { '*': allow, secret: signedIn },
  Mutation: { '*': allow, forbidden: signedIn },
  Subscription: { '*': allow, renamed: signedIn },
};

describe('an operation', () => {
  it('is prepared once for each text and name', () => {
    const { graph } = start();
    const text = 'query A { greeting } query B { me { id } }';
    expect(graph.prepare(text, 'A')).toBe(graph.prepare(text, 'A'));
    expect(graph.prepare(text, 'A')).not.toBe(graph.prepare(text, 'B'));
    expect(runnable(graph.prepare(text, 'B')).document).toBe(runnable(graph.prepare(text, 'A')).document);
    expect(runnable(graph.prepare(text, 'B'))).toMatchObject({ name: 'B', kind: 'query' });
  });

  it('is planned once for all who want it meanwhile, and not before somebody may have it', async () => {
    const planned = Promise.withResolvers<void>();
    const { run, executor, graph } = start({ behaviour: { compile: () => planned.promise } });
    graph.prepare('{ greeting }', undefined);
    expect(executor.compiled).toEqual([]);
    const running = Promise.all([run('{ greeting }'), run('{ greeting }'), run('{ greeting }')]);
    planned.resolve();
    expect((await running).map(({ data }) => data)).toEqual(Array(3).fill({ greeting: 'Hello you' }));
    await run('{ greeting }');
    expect(executor.compiled).toHaveLength(1);
  });

  it('is made ready for others by its text', async () => {
    const { graph, executor, run } = start();
    await run('{ greeting }');
    await run('query Later { me { id } }');
    graph.prepare('{ nobodyy }', undefined);
    expect(graph.popular(5)).toEqual([
      { text: 'query Later { me { id } }', operationName: undefined },
      { text: '{ greeting }', operationName: undefined },
    ]);
    expect(graph.popular(1)).toHaveLength(1);
    await graph.warm({ text: '{ me { name } }', operationName: undefined });
    const before = executor.compiled.length;
    await run('{ me { name } }');
    expect(executor.compiled).toHaveLength(before);
    await graph.warm({ text: '{', operationName: undefined });
  });

  it('gets defaults, and nothing that it did not declare', async () => {
    const seen: unknown[] = [];
    const { run } = start({
      behaviour: {
        execute(variables) {
          seen.push(variables);
          return undefined;
        },
      },
    });
    await run('query ($a: String = "x", $b: String) { greeting(name: $a) other: greeting(name: $b) }', { c: 1 });
    await run('{ greeting }', { c: 1 });
    expect(JSON.stringify(seen)).toBe('[{"a":"x"},{}]');
  });

  it('that cannot be planned is our fault: told once in the log, and every client', async () => {
    const lines: string[] = [];
    const { run, executor } = start({
      behaviour: { compile: () => Promise.reject(new UnplannableOperation('no way to users.secret')) },
      onLog: (line) => lines.push(line),
    });
    for (let n = 0; n < 3; n += 1) {
      const answer = await run('{ greeting }');
      expect(answer).toEqual({
        data: undefined,
        errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
        status: 500,
      });
    }
    expect(executor.compiled).toHaveLength(1);
    expect(lines.filter((line) => line.includes('no way'))).toHaveLength(1);
  });

  it('that waits too long for a plan is to come again, and may then have one', async () => {
    const outcomes = [Promise.reject(new PlannerOverloaded('full')), Promise.resolve()];
    for (const outcome of outcomes) outcome.catch(() => {});
    const { run } = start({ behaviour: { compile: () => outcomes.shift() } });
    const refused = await run('{ greeting }');
    expect(refused).toMatchObject({ data: undefined, status: 503, retryAfterSeconds: 1 });
    expect(refused.errors[0]?.extensions).toEqual({ code: 'GATEWAY_OVERLOADED' });
    expect((await run('{ greeting }')).data).toEqual({ greeting: 'Hello you' });
  });

  it('that throws is answered without the reason, which is in the log', async () => {
    const lines: string[] = [];
    const { run } = start({
      behaviour: { execute: () => Promise.reject(new Error('10.0.0.7 is down')) },
      onLog: (line) => lines.push(line),
    });
    const answer = await run('{ greeting }');
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain('10.0.0.7');
    expect(lines.join('')).toContain('10.0.0.7');
  });
});

describe('a document', () => {
  it('that is refused is remembered, and holds no place of one that is good', () => {
    const { graph } = start();
    const good = graph.prepare('{ greeting }', undefined);
    const bad = graph.prepare('{ nobodyy }', undefined);
    expect(graph.prepare('{ nobodyy }', undefined)).toBe(bad);
    for (let n = 0; n < 3_000; n += 1) graph.prepare(`{ nobody${n} }`, undefined);
    expect(graph.prepare('{ greeting }', undefined)).toBe(good);
    expect(graph.prepare('{ nobodyy }', undefined)).not.toBe(bad);
  });

  it('makes room when many good ones come, by their number and by their length', () => {
    const { graph } = start();
    const first = graph.prepare('{ first: greeting }', undefined);
    const long = '#'.repeat(90_000);
    for (let n = 0; n < 12; n += 1) graph.prepare(`{ a${n}: greeting } ${long}`, undefined);
    expect(graph.prepare('{ first: greeting }', undefined)).not.toBe(first);
    const second = graph.prepare('{ second: greeting }', undefined);
    for (let n = 0; n < 2_001; n += 1) graph.prepare(`{ b${n}: greeting }`, undefined);
    expect(graph.prepare('{ second: greeting }', undefined)).not.toBe(second);
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', '{ me { '],
    ['GRAPHQL_VALIDATION_FAILED', '{ nobodyy }'],
    ['TOO_DEEP', `${'{ me '.repeat(40)}{ id }${'}'.repeat(40)}`],
    ['CARD_NUMBER_REFUSED', `{ greeting(name: "${VISA}") }`],
    ['CARD_NUMBER_REFUSED', '{ greeting(name: "\\u0034111111111111111") }'],
    ['CARD_NUMBER_REFUSED', `{ greeting(name: ${VISA}`],
    ['BAD_USER_INPUT', '{ __proto__: greeting }'],
  ])('is refused with %s before anything is planned', (code, text) => {
    const { graph, executor } = start();
    expect(refusalOf(graph.prepare(text, undefined))).toMatchObject({ status: 400, codes: [code] });
    expect(executor.compiled).toEqual([]);
  });

  it('has no operation of a name that it does not hold, whoever asks how often', () => {
    const { graph } = start();
    for (const name of ['B', 'C', '']) {
      expect(refusalOf(graph.prepare('query A { greeting }', name)).codes).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    }
    expect(refusalOf(graph.prepare('query A { greeting }', VISA)).codes).toEqual(['CARD_NUMBER_REFUSED']);
  });

  it('tells where it is wrong, and gives no hints where the schema is hidden', async () => {
    const shown = refusalOf(start().graph.prepare('{\n  greetin }', undefined)).prepared.refused;
    expect(shown[0]?.toJSON()).toMatchObject({
      message: 'Cannot query field "greetin" on type "Query". Did you mean "greeting"?',
      locations: [{ line: 2, column: 3 }],
    });
    const hidden = start({ hideSchema: true });
    const [error] = refusalOf(hidden.graph.prepare('{\n  greetin }', undefined)).prepared.refused;
    expect(error?.message).toBe('Cannot query field "greetin" on type "Query".');
    expect(refusalOf(hidden.graph.prepare('{ __schema { description } }', undefined)).status).toBe(400);
    const text = 'query ($note: Note) { greeting(note: $note) }';
    const { errors } = await hidden.run(text, { note: { text: 'x', star: 1 } });
    expect(errors[0]?.message).not.toContain('Did you mean');
  });
});

describe('variables', () => {
  const text = 'query ($note: Note) {\n greeting(note: $note) }';

  it('of a wrong type are refused, with the place of their declaration', async () => {
    const { run, executor } = start();
    const answer = await run(text, { note: { stars: 'x' } });
    expect(answer).toMatchObject({ data: undefined, status: 400 });
    expect(answer.errors).toHaveLength(2);
    expect(answer.errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      locations: [{ line: 1, column: 8 }],
    });
    expect(executor.compiled).toEqual([]);
  });

  it('with a card number are refused, declared or not', async () => {
    const { run } = start();
    for (const variables of [{ note: { text: VISA } }, { other: VISA }]) {
      const answer = await run(text, variables);
      expect(answer.status).toBe(400);
      expect(answer.errors[0]?.extensions).toEqual({ code: 'CARD_NUMBER_REFUSED' });
    }
  });
});

describe('permissions', () => {
  it('take the denied fields out of a query, compiled once for all who lack the same', async () => {
    const { run, executor } = start({ rules });
    for (let n = 0; n < 3; n += 1) {
      const { data, errors } = await run('{ greeting secret me { id secret } }');
      expect(data).toEqual({ greeting: 'Hello you', secret: null, me: { id: '1', secret: null } });
      expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
        [['secret'], 'UNAUTHENTICATED'],
        [['me', 'secret'], 'UNAUTHENTICATED'],
      ]);
    }
    expect(executor.compiled).toHaveLength(1);
    expect((await run('{ greeting secret me { id secret } }', {}, user)).errors).toEqual([]);
    expect(executor.compiled).toHaveLength(2);
  });

  it('run nothing where nothing is left', async () => {
    const { run, executor } = start({ rules });
    expect((await run('{ secret }')).data).toEqual({ secret: null });
    expect(executor.compiled).toEqual([]);
  });

  it('refuse a mutation whole', async () => {
    const { run, executor } = start({ rules });
    const { data, errors, status } = await run('mutation { rename(name: "x") { id } forbidden }');
    expect([data, status]).toEqual([null, undefined]);
    expect(errors.map(({ path }) => path)).toEqual([['forbidden']]);
    expect(executor.compiled).toEqual([]);
  });

  it('refuse a subscription whole', async () => {
    const { graph } = start({ rules });
    const prepared = runnable(graph.prepare('subscription { renamed { name } }', undefined));
    const refused = await prepared.admit({}, callerOf(guest));
    expect('errors' in refused && refused.errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    const admitted = await prepared.admit({}, callerOf(user));
    if ('errors' in admitted) throw new Error('the subscription is refused');
    const { data } = await admitted.show({ __typename: 'User', name: 'Di' });
    expect(JSON.parse(String(data))).toEqual({ renamed: { name: 'Di' } });
  });

  it('gives each event of a subscription the whole time to be shown in', async () => {
    const deadlines: number[] = [];
    const { graph, executor } = start();
    const compile = executor.compile;
    executor.compile = async (...given) => ({
      ...(await compile(...given)),
      async executeEvent(_payload, _variables, { deadline }) {
        deadlines.push(deadline);
        return { data: Buffer.from('{}'), errors: [] };
      },
    });
    const caller = { ...callerOf(user), deadline: 0 };
    const admitted = await runnable(graph.prepare('subscription { renamed { name } }', undefined)).admit({}, caller);
    if ('errors' in admitted) throw new Error('the subscription is refused');
    await admitted.show({});
    expect(deadlines[0]).toBeGreaterThan(performance.now());
  });
});

describe('a place among the operations under way', () => {
  it('is left by every one, and tells whether it was executed or refused', async () => {
    const left: unknown[] = [];
    const admission: Admission = { enter: () => (outcome) => left.push(outcome), places: () => 1 };
    const costs = {
      compile: () => () => 6,
      max: 10,
      buckets: createMemoryBuckets({ capacity: 20, restorePerSecond: 1 }, () => 0),
    };
    const outcomes = [undefined, Promise.reject(new Error('broken')), undefined];
    for (const outcome of outcomes) outcome?.catch(() => {});
    const behaviour = { execute: () => outcomes.shift() };
    const { run } = start({ rules, costs, behaviour, admissions: { query: admission, mutation: admission } });
    await run('query ($name: String!) { greeting(name: $name) }');
    await run('mutation { forbidden }');
    await run('{ greeting }');
    await run('{ greeting }');
    await run('{ greeting secret }');
    await run('{ greeting }');
    expect(left).toEqual(['refused', 'refused', 'executed', 'executed', 'executed', 'refused']);
  });
});

describe('costs', () => {
  const buckets = () => createMemoryBuckets({ capacity: 10, restorePerSecond: 2 }, () => 0);

  it('are told, and paid by the user, or the address of a guest', async () => {
    const { run } = start({ costs: { compile: () => () => 6, max: 100, buckets: buckets() } });
    expect((await run('{ greeting }')).cost).toEqual({ requested: 6, remaining: 4, restoreRate: 2 });
    expect(await run('{ greeting }')).toMatchObject({
      data: undefined,
      status: 429,
      retryAfterSeconds: 1,
      errors: [{ extensions: { code: 'COST_LIMITED' } }],
      cost: { requested: 6, remaining: 4, restoreRate: 2 },
    });
    expect((await run('{ greeting }', {}, guest, '127.0.0.2')).status).toBeUndefined();
    expect((await run('{ greeting }', {}, user)).status).toBeUndefined();
    expect((await run('{ greeting }', {}, user, '127.0.0.3')).status).toBe(429);
  });

  it('of guest sessions are paid by their address, however many sessions are begun there', async () => {
    const { run } = start({ costs: { compile: () => () => 6, max: 100, buckets: buckets() } });
    const remainingOf = async (viewer: Viewer, address: string) =>
      (await run('{ greeting }', {}, viewer, address)).cost?.remaining;
    const session = (id: string): Viewer => ({ ...user, id, roles: [], sessionId: id });
    const [one, other] = ['0198c0de-0000-7000-8000-00000000000a', '0198c0de-0000-7000-8000-00000000000b'];
    expect(await remainingOf(session(one), '192.0.2.1')).toBe(4);
    const refused = [{ extensions: { code: 'COST_LIMITED' } }];
    expect((await run('{ greeting }', {}, session(other), '192.0.2.1')).errors).toMatchObject(refused);
    expect(await remainingOf(session(one), '192.0.2.2')).toBe(4);
    expect(await remainingOf(user, '192.0.2.1')).toBe(4);
    expect(await remainingOf(session(one), '2001:db8:0:1::1')).toBe(4);
    expect((await run('{ greeting }', {}, session(one), '2001:db8:0:1::2')).errors).toMatchObject(refused);
  });

  it('that nobody may have are refused, whatever a bucket holds', async () => {
    const { run, executor } = start({
      costs: {
        compile:
          () =>
          ({ n }) =>
            Number(n),
        max: 100,
        buckets: buckets(),
      },
    });
    const used = 'query ($n: Int) { greeting(note: { text: "x", stars: $n }) }';
    expect(await run(used, { n: 101 })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'COST_TOO_HIGH' } }],
    });
    expect(executor.compiled).toEqual([]);
  });

  it('that cannot be told refuse the document', () => {
    const compile = () => {
      throw new GraphQLError('one of: first, last', { extensions: { code: 'BAD_USER_INPUT' } });
    };
    const { graph } = start({ costs: { compile, max: 1, buckets: undefined } });
    expect(refusalOf(graph.prepare('{ greeting }', undefined)).codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('equal queries at the same time', () => {
  const text = 'query ($name: String) { greeting(name: $name) }';

  /** How often something was executed for these runs, all at once. */
  async function executions(shareEqualQueries: boolean, runs: [string, object, Viewer, string][]) {
    let executed = 0;
    const released = Promise.withResolvers<void>();
    const { run } = start({
      shareEqualQueries,
      behaviour: {
        async execute() {
          executed += 1;
          await released.promise;
          return { data: Buffer.from('{}'), errors: [] };
        },
      },
    });
    for (let round = 0; round < 2; round += 1) {
      const running = Promise.all(
        runs.map(([query, variables, viewer, at]) => run(query, { ...variables }, viewer, at)),
      );
      released.resolve();
      await running;
    }
    return executed / 2;
  }

  const twice = (...one: [string, object, Viewer, string]) => [one, one] as [string, object, Viewer, string][];

  it('are executed once for all of a caller, when that is wanted', async () => {
    expect(await executions(true, twice(text, { name: 'a' }, user, '10.0.0.1'))).toBe(1);
    expect(await executions(false, twice(text, { name: 'a' }, user, '10.0.0.1'))).toBe(2);
  });

  it('are not equal for other variables, other viewers, other addresses', async () => {
    const different: [string, object, Viewer, string][] = [
      [text, { name: 'a' }, user, '10.0.0.1'],
      [text, { name: 'b' }, user, '10.0.0.1'],
      [text, { name: 'a' }, guest, '10.0.0.1'],
      [text, { name: 'a' }, { ...user, roles: ['ADMIN'] }, '10.0.0.1'],
      [text, { name: 'a' }, user, '10.0.0.2'],
    ];
    expect(await executions(true, different)).toBe(5);
  });

  it('are never mutations', async () => {
    expect(await executions(true, twice('mutation { rename(name: "x") { id } }', {}, user, '10.0.0.1'))).toBe(2);
  });
});
