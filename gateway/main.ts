import cluster from 'node:cluster';
import { refuseToStart, runService } from '#platform/lifecycle/run-service.ts';
import { type GatewayConfig, readGatewayConfig } from './config.ts';
import { joinFleet } from './workers/fleet.ts';
import { runWorkers } from './workers/run-workers.ts';

function readConfig(): GatewayConfig {
  try {
    return readGatewayConfig(process.env);
  } catch (error) {
    return refuseToStart(error);
  }
}

const config = readConfig();

if (cluster.isPrimary && config.GATEWAY_WORKERS > 1) {
  await runWorkers(config.GATEWAY_WORKERS, config.LOG_LEVEL);
} else {
  // Loaded only where requests are answered: it is most of what the process holds.
  const { createGateway } = await import('./service.ts');
  const fleet = cluster.isWorker ? joinFleet() : undefined;
  await runService(async () => {
    const gateway = await createGateway(config, fleet === undefined ? {} : { fleet });
    fleet?.ready();
    return gateway;
  });
}
