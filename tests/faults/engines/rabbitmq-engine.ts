import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from 'amqplib';
import { freePort } from '#platform/postgres/embedded/free-port.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { prepareRabbitMq } from '../../engines/prepare-rabbitmq.ts';
import type { Engine } from './engine.ts';
import { type ProcessGroup, startGroup } from './process-group.ts';

const run = promisify(execFile);

export interface RabbitMqEngine extends Engine {
  /** From now on it takes no messages, as if its memory were full, or takes them again. */
  setMemoryAlarm(on: boolean): Promise<void>;
}

/** The share of memory that Debian's package allows: 0.4 of the machine's. */
const USUAL_WATERMARK = '0.4';

/** A RabbitMQ node of its own over `folder`. @param program the script `rabbitmq-server`, without Debian's wrapper */
export async function startRabbitMq(program: string, folder: string): Promise<RabbitMqEngine> {
  mkdirSync(folder);
  const [port, distributionPort] = [await freePort(), await freePort()];
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const nodeName = `agora_faults_${port}@localhost`;
  const env = prepareRabbitMq({ folder, name: nodeName, port, distributionPort });

  async function answers(): Promise<boolean> {
    const connection = await connect(url, { timeout: 1_000 });
    await connection.close();
    return true;
  }
  async function start(): Promise<ProcessGroup> {
    const group = startGroup({ program, args: [], cwd: folder, env, logFile: join(folder, 'rabbitmq.log') });
    try {
      await eventually(`RabbitMQ answers; its log is ${join(folder, 'rabbitmq.log')}`, answers, 60_000);
    } catch (error) {
      group.signal('SIGKILL');
      throw error;
    }
    return group;
  }

  let group = await start();
  return {
    url,
    pid: () => group.pid,
    async kill() {
      group.signal('SIGKILL');
      await group.ended;
    },
    async startAgain() {
      group = await start();
    },
    async setMemoryAlarm(on) {
      const control = join(dirname(program), 'rabbitmqctl');
      await run(control, ['-n', nodeName, 'set_vm_memory_high_watermark', on ? '0' : USUAL_WATERMARK], { env });
    },
    async [Symbol.asyncDispose]() {
      // Nobody needs what it keeps, and an orderly stop takes seconds.
      group.signal('SIGKILL');
      await group.ended;
    },
  };
}
