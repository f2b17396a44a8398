// Mercurius' gateway as its documentation starts it, with the compilation of hot queries switched on.
import fastify from 'fastify';

// Not imported by name: types are checked without the competitors.
const name: string = '@mercuriusjs/gateway';
const { default: mercuriusGateway } = await import(name);

const urls: Record<string, string> = JSON.parse(process.env['SUBGRAPH_URLS'] ?? '{}');
const app = fastify();
app.register(mercuriusGateway, {
  gateway: { services: Object.entries(urls).map(([service, url]) => ({ name: service, url })) },
  jit: 1,
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
