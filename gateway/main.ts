import { runService } from '#platform/lifecycle/run-service.ts';
import { readGatewayConfig } from './config.ts';
import { createGateway } from './service.ts';

await runService(async (env) => createGateway(readGatewayConfig(env)));
