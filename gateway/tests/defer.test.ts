import { describe, expect, test } from '@jest/globals';
import { SubgraphFailure } from '../execution/executor.ts';
import { createExecutorFixture } from './executor-fixture.ts';
import { shop } from './shop-subgraphs.ts';

describe('@defer', () => {
  test('puts off what a fragment asks, for every object that it stands on', async () => {
    const { askInParts } = createExecutorFixture(shop);
    const answer = await askInParts('{ users { id ... @defer(label: "more") { called: name reviews { id } } } }');
    expect(answer).toEqual({
      first: { data: { users: [{ id: '1' }, { id: '2' }] }, errors: [] },
      inParts: true,
      later: [
        [
          {
            label: 'more',
            path: ['users', 0],
            data: { called: 'Ada', reviews: [{ id: 'r1' }, { id: 'r3' }] },
            errors: [],
          },
          { label: 'more', path: ['users', 1], data: { called: 'Bob', reviews: [{ id: 'r2' }] }, errors: [] },
        ],
      ],
    });
  });

  test('the first part does not wait for the subgraph of a later one', async () => {
    const { askInParts, intercept } = createExecutorFixture(shop);
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    intercept(({ subgraph }) => (subgraph === 'reviews' ? held : undefined));
    const { first, later } = await askInParts('{ me { name ... @defer { reviews { id } } } }', {}, () =>
      release(undefined),
    );
    expect(first.data).toEqual({ me: { name: 'Ada' } });
    expect(later).toEqual([
      [{ label: undefined, path: ['me'], data: { reviews: [{ id: 'r1' }, { id: 'r3' }] }, errors: [] }],
    ]);
  });

  test('a deferred fragment within another comes after it', async () => {
    const { askInParts } = createExecutorFixture(shop);
    const { first, later } = await askInParts(
      `{ me { id ...Outer @defer(label: "outer") } }
       fragment Outer on User { reviews { id ...Inner @defer(label: "inner") } }
       fragment Inner on Review { product { name } }`,
    );
    expect(first.data).toEqual({ me: { id: '1' } });
    expect(later.flat()).toEqual([
      { label: 'outer', path: ['me'], data: { reviews: [{ id: 'r1' }, { id: 'r3' }] }, errors: [] },
      { label: 'inner', path: ['me', 'reviews', 0], data: { product: { name: 'Product p1' } }, errors: [] },
      { label: 'inner', path: ['me', 'reviews', 1], data: { product: { name: 'Product p2' } }, errors: [] },
    ]);
  });

  test('is finished when the last subgraph has answered, whether or not anybody reads the parts', async () => {
    const { compile, intercept } = createExecutorFixture(shop);
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    const { promise: asked, resolve: reached } = Promise.withResolvers<void>();
    intercept(({ subgraph }) => {
      if (subgraph !== 'products') return undefined;
      reached();
      return held;
    });
    const operation = await compile(
      `{ me { id ...Outer @defer } }
       fragment Outer on User { reviews { id ...Inner @defer } }
       fragment Inner on Review { product { name } }`,
      true,
    );
    const { finished } = await operation.execute({}, undefined);
    const first = Promise.race([finished?.then(() => 'finished'), asked.then(() => 'asked')]);
    expect(await first).toBe('asked');
    release(undefined);
    await finished;
  });

  test('an error of a later part comes with it', async () => {
    const { askInParts, intercept } = createExecutorFixture(shop);
    intercept(({ subgraph }) => {
      if (subgraph === 'products') throw new SubgraphFailure('It is not there.', 'SUBGRAPH_UNAVAILABLE');
      return undefined;
    });
    const { first, later } = await askInParts('{ review(id: "r1") { id ... @defer { product { name } } } }');
    expect(first).toEqual({ data: { review: { id: 'r1' } }, errors: [] });
    expect(later.flat()).toEqual([
      {
        label: undefined,
        path: ['review'],
        data: { product: { name: null } },
        errors: [
          {
            message: 'It is not there.',
            path: ['review', 'product', 'name'],
            extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
          },
        ],
      },
    ]);
  });

  test('with `if: false` the answer comes in one part', async () => {
    const { askInParts } = createExecutorFixture(shop);
    const query = 'query ($later: Boolean!) { me { id ... @defer(if: $later) { name } } }';
    const whole = await askInParts(query, { later: false });
    expect(whole).toEqual({ first: { data: { me: { id: '1', name: 'Ada' } }, errors: [] }, inParts: false, later: [] });
    const parts = await askInParts(query, { later: true });
    expect(parts.first.data).toEqual({ me: { id: '1' } });
  });

  test('is without effect for a client that takes no parts', async () => {
    const { ask } = createExecutorFixture(shop);
    expect((await ask('{ me { id ... @defer { name } } }')).data).toEqual({ me: { id: '1', name: 'Ada' } });
  });
});
