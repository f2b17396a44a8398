import { join } from 'node:path';
import { findProgram } from '../../engines/find-program.ts';
import type { Engine } from './engine.ts';
import { startPostgres } from './postgres-engine.ts';
import { type RabbitMqEngine, startRabbitMq } from './rabbitmq-engine.ts';
import { type RedisEngine, startRedis } from './redis-engine.ts';

export interface FaultyEngines extends AsyncDisposable {
  postgres: Engine;
  rabbitmq: RabbitMqEngine;
  redis: RedisEngine;
}

function programOf(names: readonly string[], packageName: string): string {
  const program = findProgram(names);
  if (program === undefined) {
    throw new Error(`The run of faults needs ${names.at(-1)}, which is not installed: apt-get install ${packageName}`);
  }
  return program;
}

/** Engines of the run's own, beside any other, over folders in `folder`. @throws Error naming the one that is missing */
export async function startEngines(folder: string): Promise<FaultyEngines> {
  // Debian's wrapper in /usr/sbin insists on its own user; this is the program behind it.
  const rabbitmqServer = programOf(['/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server'], 'rabbitmq-server');
  const redisServer = programOf(['redis-server'], 'redis-server');
  await using starting = new AsyncDisposableStack();
  const keep = async <Started extends Engine>(engine: Promise<Started>) => starting.use(await engine);
  const started = [
    keep(startPostgres(join(folder, 'postgres'))),
    keep(startRabbitMq(rabbitmqServer, join(folder, 'rabbitmq'))),
    keep(startRedis(redisServer, join(folder, 'redis'))),
  ] as const;
  // Those that do start are not left behind where one does not.
  await Promise.allSettled(started);
  const [postgres, rabbitmq, redis] = await Promise.all(started);
  const running = starting.move();
  return { postgres, rabbitmq, redis, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
