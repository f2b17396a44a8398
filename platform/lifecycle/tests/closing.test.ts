import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { createMetrics } from '#platform/telemetry/create-metrics.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { createHttpServer, listen } from '../http-server.ts';

/** Everything that comes over a connection until its end. */
function textOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
  });
  return once(socket, 'close').then(() => text);
}

it('a server that is closing answers a request of which it has read the beginning only, and ends the connection', async () => {
  const logger = createLogger('test', 'silent');
  const app = createHttpServer({ logger, metrics: createMetrics('test'), readiness: {}, bodyLimit: 1_000 });
  app.get('/slow', async () => 'at last');
  const url = await listen(app, '127.0.0.1', 0);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const text = textOf(socket);
  const begun = once(app.server, 'connection');
  socket.write('GET /slow HTTP/1.1\r\n');
  await begun;
  const closed = app.close();
  await eventually('nobody is let in', () =>
    fetch(url).then(
      () => false,
      () => true,
    ),
  );
  socket.write('host: x\r\n\r\n');
  expect(await text).toMatch(/^HTTP\/1\.1 200 OK\r\n.*connection: close\r\n.*at last$/is);
  await closed;
});
