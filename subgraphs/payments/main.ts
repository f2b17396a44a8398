import { runService } from '#platform/lifecycle/run-service.ts';
import { readPaymentsConfig } from './config.ts';
import { createPayments } from './service.ts';

await runService(async (env) => createPayments(readPaymentsConfig(env)));
