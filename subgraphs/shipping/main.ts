import { runService } from '#platform/lifecycle/run-service.ts';
import { readShippingConfig } from './config.ts';
import { createShipping } from './service.ts';

await runService(async (env) => createShipping(readShippingConfig(env)));
