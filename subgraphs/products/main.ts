import { runService } from '#platform/lifecycle/run-service.ts';
import { readProductsConfig } from './config.ts';
import { createProducts } from './service.ts';

await runService(async (env) => createProducts(readProductsConfig(env)));
