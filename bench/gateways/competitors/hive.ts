// Hive Gateway with the Rust planner, as its command line starts it: a Node server before the runtime.
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';

// Not imported by name: types are checked without the competitors.
const names: string[] = ['@graphql-hive/gateway-runtime', '@graphql-hive/router-runtime'];
const [{ createGatewayRuntime }, { unifiedGraphHandler }] = await Promise.all(names.map((name) => import(name)));

const runtime: RequestListener = createGatewayRuntime({
  supergraph: readFileSync(process.env['SUPERGRAPH_PATH'] ?? '', 'utf8'),
  unifiedGraphHandler,
  logging: false,
  landingPage: false,
});
createServer(runtime).listen(Number(process.env['PORT']), '127.0.0.1');
