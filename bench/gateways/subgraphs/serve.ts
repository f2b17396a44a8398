// Serves the four subgraphs by graphql-js, each on a port of its own, and tells the parent their addresses.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { subgraphs } from './subgraphs.ts';

const urls: Record<string, string> = {};
for (const { name, sdl, resolvers } of subgraphs) {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const server = createServer(async (request, response) => {
    const { query, variables, operationName } = JSON.parse(await text(request));
    const answer = await graphql({ schema, source: query, variableValues: variables, operationName });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
process.send?.({ urls });
process.once('disconnect', () => process.exit(0));
