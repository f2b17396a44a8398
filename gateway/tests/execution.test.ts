import { describe, expect, test } from '@jest/globals';
import { SubgraphFailure } from '../execution/executor.ts';
import { createExecutorFixture, type SentRequest } from './executor-fixture.ts';
import { shop, stock } from './shop-subgraphs.ts';

const shopExecutor = () => createExecutorFixture(shop);

/** The other subgraphs, which answer in this process, have answered by then. */
const turn = () => new Promise<undefined>((resolve) => setImmediate(resolve, undefined));

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

const dead = (name: string) => (request: SentRequest) => {
  if (request.subgraph === name) throw new SubgraphFailure('It is not there.', 'SUBGRAPH_UNAVAILABLE');
  return undefined;
};

const unavailableAt = (...path: (string | number)[]) => ({
  message: 'It is not there.',
  path,
  extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
});

describe('execution', () => {
  test('joins what several subgraphs know, under the names and in the order that the client wrote', async () => {
    const { text } = shopExecutor();
    expect(await text('{ me { wrote: reviews { of: product { name upc } id } name } me { id } }')).toBe(
      '{"me":{"wrote":[{"of":{"name":"Product p1","upc":"p1"},"id":"r1"},' +
        '{"of":{"name":"Product p2","upc":"p2"},"id":"r3"}],"name":"Ada","id":"1"}}',
    );
  });

  test('writes strings of every kind as JSON', async () => {
    const { ask, intercept } = shopExecutor();
    const strings = ['', 'a"b\\c', '\u0000\u001f\u007f', 'Grüße', '💶 \ud800', 'x'.repeat(200), `${'y'.repeat(200)}"é`];
    intercept(() => json({ data: { users: strings.map((name, index) => ({ id: String(index), name })) } }));
    const { data } = await ask('{ users { name } }');
    expect(data).toEqual({ users: strings.map((name) => ({ name })) });
  });

  test('asks for an entity once, however often it stands in the answer', async () => {
    const { ask, sent } = shopExecutor();
    await ask('{ users { reviews { author { name } product { name } } } }');
    const representations = sent.flatMap(({ variables }) => variables.representations ?? []);
    expect(representations).toEqual([
      { __typename: 'User', id: '1' },
      { __typename: 'User', id: '2' },
      { __typename: 'User', id: '1' },
      { __typename: 'User', id: '2' },
      { __typename: 'Product', upc: 'p1' },
      { __typename: 'Product', upc: 'p2' },
    ]);
  });

  test('sends equal fetches of one operation once', async () => {
    const { ask, sent } = shopExecutor();
    const { data } = await ask('{ a: review(id: "r1") { author { name } } b: review(id: "r3") { author { name } } }');
    expect(data).toEqual({ a: { author: { name: 'Ada' } }, b: { author: { name: 'Ada' } } });
    expect(sent.map(({ subgraph }) => subgraph)).toEqual(['reviews', 'users']);
  });

  test('runs the fields of a mutation one after the other', async () => {
    const { ask, sent } = shopExecutor();
    const { data } = await ask(
      'mutation { a: rename(id: 1, name: "A") { name reviews { id } } b: rename(id: 1, name: "A") { name } }',
    );
    expect(data).toEqual({ a: { name: 'A', reviews: [{ id: 'r1' }, { id: 'r3' }] }, b: { name: 'A' } });
    expect(sent[0]?.query).toMatch(/a: ?rename.*b: ?rename/s);
  });

  test('keeps a field with arguments apart from the one that @requires wants', async () => {
    const { ask } = shopExecutor();
    const { data } = await ask('{ top { price(currency: "USD") shipping } }');
    expect(data).toEqual({
      top: [
        { price: 20, shipping: 30 },
        { price: 20, shipping: 30 },
      ],
    });
  });

  test('heeds conditions on a field that is asked for twice', async () => {
    const { ask } = shopExecutor();
    const query = `query ($some: Boolean!, $all: Boolean = false) {
      me @include(if: $some) { name } me { id reviews @skip(if: $all) { id } }
    }`;
    expect((await ask(query, { some: true, all: true })).data).toEqual({ me: { name: 'Ada', id: '1' } });
    expect((await ask(query, { some: false, all: false })).data).toEqual({
      me: { id: '1', reviews: [{ id: 'r1' }, { id: 'r3' }] },
    });
  });

  test('an answer that stands at several places is no common one where another subgraph adds to each', async () => {
    const { ask, sent, intercept } = createExecutorFixture(stock);
    // The common answer comes first.
    intercept(async ({ subgraph }) => (subgraph === 'sizes' ? turn() : undefined));
    const { data } = await ask('{ items { info { name size } } }');
    expect(data).toEqual({
      items: [{ info: { name: 'a box', size: 1 } }, { info: { name: 'a box', size: 2 } }],
    });
    expect(sent.find(({ subgraph }) => subgraph === 'names')?.variables.representations).toHaveLength(1);
  });

  test('shows an event of a subscription, the rest fetched', async () => {
    const { show, sent } = shopExecutor();
    const payload = { __typename: 'Review', id: 'r1', body: 'as it was', author: { __typename: 'User', id: '2' } };
    const { data } = await show('subscription { written { words: body(length: 3) author { name } } }', payload);
    expect(data).toEqual({ written: { words: 'as it was', author: { name: 'Bob' } } });
    expect(sent.map(({ subgraph }) => subgraph)).toEqual(['users']);
  });
});

describe('failures', () => {
  test('a dead subgraph costs its own fields, with an error at each of the paths that the client knows', async () => {
    const { ask, intercept } = shopExecutor();
    intercept(dead('products'));
    const { data, errors } = await ask('{ me { reviews { id p: product { title: name upc } } } }');
    expect(data).toEqual({
      me: {
        reviews: [
          { id: 'r1', p: { title: null, upc: 'p1' } },
          { id: 'r3', p: { title: null, upc: 'p2' } },
        ],
      },
    });
    expect(errors).toEqual([
      unavailableAt('me', 'reviews', 0, 'p', 'title'),
      unavailableAt('me', 'reviews', 1, 'p', 'title'),
    ]);
  });

  test('a dead subgraph at the root costs its root fields', async () => {
    const { ask, intercept } = shopExecutor();
    intercept(dead('products'));
    const { data, errors } = await ask('{ best: top { name } me { name } }');
    expect(data).toEqual({ best: null, me: { name: 'Ada' } });
    expect(errors).toEqual([unavailableAt('best')]);
  });

  test('what was only wanted for another subgraph fails at the object that the client knows', async () => {
    const { ask, intercept } = shopExecutor();
    intercept(dead('products'));
    const { data, errors } = await ask('{ review(id: "r1") { product { shipping } } }');
    expect(data).toEqual({ review: { product: { shipping: null } } });
    expect(errors).toEqual([unavailableAt('review', 'product')]);
  });

  test("an entity's error is given wherever the entity stands, under every name", async () => {
    const { ask, intercept } = shopExecutor();
    intercept(({ subgraph }) =>
      subgraph === 'products'
        ? json({
            data: { _entities: [{ name: null }] },
            errors: [{ message: 'Gone.', path: ['_entities', 0, 'name'], extensions: { code: 'GONE' } }],
          })
        : undefined,
    );
    const { errors } = await ask(
      '{ a: review(id: "r1") { product { name again: name } } b: review(id: "r2") { product { name } } }',
    );
    const gone = { message: 'Gone.', extensions: { code: 'GONE' } };
    expect(errors).toEqual([
      { ...gone, path: ['a', 'product', 'name'] },
      { ...gone, path: ['a', 'product', 'again'] },
      { ...gone, path: ['b', 'product', 'name'] },
    ]);
  });

  test.each([
    ['no JSON', Buffer.from('<html>')],
    ['no object', json([])],
    ['neither data nor errors', json({})],
    ['errors that are none', json({ data: null, errors: 'many' })],
    ['entities that are too few', json({ data: { _entities: [] } })],
    ['entities that are none', json({ data: { _entities: 'none' } })],
  ])('an answer that is %s costs what was asked for', async (_, answer) => {
    const { ask, intercept } = shopExecutor();
    intercept(({ subgraph }) => (subgraph === 'reviews' ? answer : undefined));
    const { data, errors } = await ask('{ top { name shipping } }');
    expect(data).toMatchObject({ top: [{ shipping: null }, { shipping: null }] });
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['top', 0, 'shipping'], 'SUBGRAPH_UNAVAILABLE'],
      [['top', 1, 'shipping'], 'SUBGRAPH_UNAVAILABLE'],
    ]);
  });

  test('null from one subgraph does not take what another gave', async () => {
    const { ask, intercept } = createExecutorFixture(stock);
    intercept(async ({ subgraph, variables }) => {
      if (subgraph !== 'sizes') return undefined;
      await turn();
      return json({ data: { _entities: variables.representations?.map(() => ({ kind: null, info: null })) } });
    });
    expect((await ask('{ items { kind info { name size } } }')).data).toEqual({
      items: [
        { kind: 'box', info: { name: 'a box', size: null } },
        { kind: 'box', info: { name: 'a box', size: null } },
      ],
    });
  });

  test('what is not of its type is null, and null goes up to where it may be', async () => {
    const { ask, intercept } = shopExecutor();
    intercept(({ subgraph }) =>
      subgraph === 'products'
        ? json({
            data: {
              top: [
                { upc: 'p1', name: 7, price: 1.5, weight: 3 },
                { upc: null, name: 'x', weight: '3' },
              ],
            },
          })
        : undefined,
    );
    expect((await ask('{ top { name price weight } }')).data).toEqual({
      top: [
        { name: null, price: null, weight: 3 },
        { name: 'x', price: null, weight: null },
      ],
    });
    expect((await ask('{ top { upc } }')).data).toEqual({ top: null });
  });

  test('an answer of which nothing is left says why', async () => {
    const { ask, intercept } = shopExecutor();
    intercept(() => json({ data: { users: [{ id: '1', name: null }] } }));
    expect(await ask('{ users { called: name } }')).toEqual({
      data: null,
      errors: [
        {
          message: 'Cannot return null for non-nullable field User.name.',
          path: ['users', 0, 'called'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
  });

  test('names that every object inherits are values like others', async () => {
    const { ask, intercept } = shopExecutor();
    intercept(() => Buffer.from('{"data":{"me":{"id":"1","__proto__":{"name":"stolen"}}}}'));
    const { data } = await ask('{ me { id constructor toString } }');
    expect(JSON.stringify(data)).toBe('{"me":{"id":"1","constructor":null,"toString":null}}');
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });
});
