import { runService } from '#platform/lifecycle/run-service.ts';
import { readOrdersConfig } from './config.ts';
import { createOrders } from './service.ts';

await runService(async (env) => createOrders(readOrdersConfig(env)));
