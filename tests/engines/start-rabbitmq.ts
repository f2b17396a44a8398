import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { freePort } from '#platform/postgres/embedded/free-port.ts';
import { prepareRabbitMq } from './prepare-rabbitmq.ts';
import { runUntil } from './run-until.ts';

/** A RabbitMQ of our own on free ports, beside any other node; its folder goes with it. */
export async function startRabbitMq(program: string): Promise<{ url: string } & AsyncDisposable> {
  const folder = mkdtempSync(join(tmpdir(), 'agora-test-rabbitmq-'));
  const port = await freePort();
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const env = prepareRabbitMq({
    folder,
    name: `agora_test_${port}@localhost`,
    port,
    distributionPort: await freePort(),
  });
  const running = await runUntil({
    program,
    options: { cwd: folder, env },
    isReady: () =>
      connect(url, { timeout: 1_000 }).then(
        async (connection) => {
          await connection.close();
          return true;
        },
        () => false,
      ),
    timeoutMs: 60_000,
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
