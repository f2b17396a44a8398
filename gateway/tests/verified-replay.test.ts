import { describe, expect, test } from '@jest/globals';
import { SubgraphFailure } from '../execution/executor.ts';
import { createExecutorFixture } from './executor-fixture.ts';
import { shop } from './shop-subgraphs.ts';

const QUERY = '{ users(first: 2) { name reviews { id product { name } } } }';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

async function start(replayBytes = 100_000) {
  const fixture = createExecutorFixture(shop, { replayBytes });
  const operation = await fixture.compile(QUERY);
  return { ...fixture, ask: () => operation.execute({}, undefined) };
}

describe('verified replay', () => {
  test('asks every subgraph again, and gives the same bytes for the same answers', async () => {
    const { ask, sent } = await start();
    const first = await ask();
    const requests = sent.splice(0);
    const second = await ask();
    expect(requests).toHaveLength(3);
    expect(sent).toEqual(requests);
    expect(second.data).toBe(first.data);
  });

  test('what has changed is answered as it is now, and what follows from it is asked anew', async () => {
    const { ask, sent, intercept } = await start();
    await ask();
    sent.splice(0);
    intercept(({ subgraph, variables }) =>
      subgraph === 'reviews'
        ? json({
            data: {
              _entities: variables.representations?.map(() => ({
                reviews: [{ id: 'r9', product: { upc: 'p9', __typename: 'Product' } }],
              })),
            },
          })
        : undefined,
    );
    const { data } = await ask();
    const reviews = [{ id: 'r9', product: { name: 'Product p9' } }];
    expect(JSON.parse(String(data))).toEqual({
      users: [
        { name: 'Ada', reviews },
        { name: 'Bob', reviews },
      ],
    });
    expect(sent.map(({ subgraph }) => subgraph)).toEqual(['users', 'reviews', 'products']);
  });

  test('a subgraph that fails now fails the answer, and is asked once', async () => {
    const { ask, sent, intercept } = await start();
    await ask();
    sent.splice(0);
    intercept(({ subgraph }) => {
      if (subgraph === 'products') throw new SubgraphFailure('It is not there.', 'SUBGRAPH_UNAVAILABLE');
      return undefined;
    });
    const { errors } = await ask();
    expect(errors).toHaveLength(3);
    expect(sent.map(({ subgraph }) => subgraph)).toEqual(['users', 'reviews', 'products']);
    intercept(() => undefined);
    expect((await ask()).errors).toEqual([]);
  });

  test('answers that do not fit into its memory are made anew', async () => {
    const { ask } = await start(200);
    const first = await ask();
    const second = await ask();
    expect(second.data).not.toBe(first.data);
    expect(second.data).toEqual(first.data);
  });
});
