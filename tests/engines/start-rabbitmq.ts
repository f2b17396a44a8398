import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { freePort } from '#platform/postgres/embedded/free-port.ts';
import { runUntil } from './run-until.ts';

/** A RabbitMQ of our own on free ports, beside any other node; its folder goes with it. */
export async function startRabbitMq(program: string): Promise<{ url: string } & AsyncDisposable> {
  const folder = mkdtempSync(join(tmpdir(), 'agora-test-rabbitmq-'));
  const port = await freePort();
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  writeFileSync(join(folder, 'rabbitmq.conf'), `listeners.tcp.default = 127.0.0.1:${port}\nlog.console = true\n`);
  writeFileSync(join(folder, 'plugins'), '[].');
  const running = await runUntil({
    program,
    options: {
      cwd: folder,
      env: {
        ...process.env,
        HOME: folder,
        RABBITMQ_NODENAME: `agora_test_${port}@localhost`,
        RABBITMQ_DIST_PORT: String(await freePort()),
        RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
        RABBITMQ_LOG_BASE: join(folder, 'log'),
        RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
        RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
        RABBITMQ_PID_FILE: join(folder, 'pid'),
        // Waiting schedulers spin, by default, which on a shared machine is CPU of the others.
        // https://www.rabbitmq.com/docs/runtime#cpu-reduce-idle-usage
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+sbwt none +sbwtdcpu none +sbwtdio none',
      },
    },
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
