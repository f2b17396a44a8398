import { logger } from './rabbitmq-home.ts';
import { startInstance } from './sharing-instance.ts';

/** An instance that is a process of its own, so that it can be killed. @param argv name, database, RabbitMQ, namespace */
const [name = '', databaseUrl = '', amqpUrl = '', namespace = ''] = process.argv.slice(2);
await startInstance({ name, databaseUrl, amqpUrl, namespace, logger });
