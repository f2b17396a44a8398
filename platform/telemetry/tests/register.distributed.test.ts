import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { testEngines } from '#platform/testkit/engines.ts';
import { eventually } from '#platform/testkit/eventually.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

let resources: AsyncDisposableStack;
beforeEach(() => {
  resources = new AsyncDisposableStack();
});
afterEach(() => resources.disposeAsync());

/** Takes spans as an OpenTelemetry collector does, by OTLP over HTTP. */
async function startCollector() {
  const spans: Span[] = [];
  const services = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    for (const { resource, scopeSpans } of JSON.parse(Buffer.concat(chunks).toString()).resourceSpans) {
      for (const { key, value } of resource.attributes) if (key === 'service.name') services.add(value.stringValue);
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  resources.defer(() => void server.closeAllConnections());
  resources.defer(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, services };
}

/** Starts the program as package.json starts services. @returns its address */
async function startTraced(env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, ['--import', pathOf('../register.ts'), pathOf('traced-program.ts')], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  resources.defer(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  return url;
}

it("puts what a request asks of PostgreSQL and Redis under the request, and that under its caller's trace", async () => {
  const collector = await startCollector();
  const { databaseUrl, redisUrl } = testEngines();
  const url = await startTraced({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: 'small',
  });
  await fetch(url, { headers: { traceparent: `00-${TRACE}-${CALLER}-01` } });

  const spanOf = (name: RegExp) =>
    eventually(`there is a span ${name}`, () =>
      collector.spans.find((span) => span.traceId === TRACE && name.test(span.name)),
    );
  const request = await spanOf(/^GET/);
  expect(request.parentSpanId).toBe(CALLER);
  expect((await spanOf(/^pg\.query:SELECT/)).parentSpanId).toBe(request.spanId);
  expect((await spanOf(/^ping$/)).parentSpanId).toBe(request.spanId);
  expect(collector.services).toEqual(new Set(['small']));
});
