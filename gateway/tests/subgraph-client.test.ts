import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { verifyRequest } from '#platform/security/signed-request.ts';
import { guest } from '#platform/security/viewer.ts';
import { createCaller } from '../transport/caller.ts';
import { createSubgraphClient } from '../transport/subgraph-client.ts';
import { SIGNING_SECRET } from './fixture-subgraph.ts';

let resources = new AsyncDisposableStack();
afterEach(async () => {
  await resources.disposeAsync();
  resources = new AsyncDisposableStack();
});

/** A subgraph that answers as it is told. */
async function clientOf(answer: RequestListener) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  resources.defer(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const urls = new Map([['things', `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`]]);
  const logger = createLogger('test', 'silent');
  return resources.use(createSubgraphClient({ urls, signingSecret: SIGNING_SECRET, logger }));
}

const caller = createCaller(guest, '203.0.113.7', 'request-9');
const request = { query: '{ things }', variables: { a: 1 }, operationName: undefined };

const unavailable = {
  data: null,
  errors: [{ message: 'The things service is not available.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
};

describe('a request to a subgraph', () => {
  it('is signed over exactly what is sent, with who asks and the request id', async () => {
    const client = await clientOf(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const signed = { secret: SIGNING_SECRET, method: 'POST', path: '/graphql', body: Buffer.concat(chunks) };
      const identity = verifyRequest(signed, incoming.headers);
      response.end(JSON.stringify({ data: { identity, id: incoming.headers['x-request-id'] } }));
    });
    expect(await client.send('things', request, caller)).toEqual({
      data: { identity: { viewer: { kind: 'guest' }, clientAddress: '203.0.113.7' }, id: 'request-9' },
    });
  });

  it.each<[string, RequestListener]>([
    ['refuses us', (_request, response) => response.writeHead(401).end('{"errors":[{"message":"unsigned"}]}')],
    ['answers no JSON', (_request, response) => response.end('<html>10.0.0.7</html>')],
    ['answers no GraphQL', (_request, response) => response.end('{"ok":true}')],
    ['breaks off', (incoming) => incoming.socket.destroy()],
    ['breaks off in the middle', (incoming, response) => response.write('{"data":', () => incoming.socket.destroy())],
    ['never stops talking', (_request, response) => response.end(`{"data":{"x":"${'x'.repeat(11_000_000)}"}}`)],
    ['does not answer within 3 s', () => {}],
  ])('costs its fields only when it %s', async (_what, answer) => {
    const client = await clientOf(answer);
    expect(await client.send('things', request, caller)).toEqual(unavailable);
  });

  it('keeps of an error message, path, code and argument, and masks what has no code', async () => {
    const error = { message: 'Wrong.', path: ['things', 0], locations: [{ line: 1, column: 1 }] };
    const code = 'BAD_USER_INPUT';
    const errors = [
      { ...error, extensions: { code, argument: 'first', stacktrace: ['at 10.0.0.7'], serviceName: 'things' } },
      { message: 'Cannot query field "secret".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      { message: 'column "x" does not exist' },
    ];
    const client = await clientOf((_request, response) =>
      response.end(JSON.stringify({ data: { things: null }, errors })),
    );
    const masked = { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    expect(await client.send('things', request, caller)).toEqual({
      data: { things: null },
      errors: [{ message: 'Wrong.', path: ['things', 0], extensions: { code, argument: 'first' } }, masked, masked],
    });
  });
});
