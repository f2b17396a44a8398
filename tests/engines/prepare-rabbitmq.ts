import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RabbitMqNode {
  /** Exists; everything that the node writes goes there. */
  folder: string;
  /** `name@localhost`, of no other node on this machine. */
  name: string;
  port: number;
  /** For Erlang's own connections. */
  distributionPort: number;
}

/** Writes the configuration of a RabbitMQ node of our own, beside any other. @returns the environment to start it with */
export function prepareRabbitMq({ folder, name, port, distributionPort }: RabbitMqNode): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'rabbitmq.conf'), `listeners.tcp.default = 127.0.0.1:${port}\nlog.console = true\n`);
  writeFileSync(join(folder, 'plugins'), '[].');
  return {
    ...process.env,
    HOME: folder,
    RABBITMQ_NODENAME: name,
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    // Waiting schedulers spin, by default, which on a shared machine is CPU of the others.
    // https://www.rabbitmq.com/docs/runtime#cpu-reduce-idle-usage
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+sbwt none +sbwtdcpu none +sbwtdio none',
  };
}
