import { join } from 'node:path';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Addresses } from './addresses.ts';
import type { Secrets } from './secrets.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

export interface SandboxesOptions {
  addresses: Addresses;
  secrets: Secrets;
  stateFolder: string;
  env: NodeJS.ProcessEnv;
  logger: Logger;
}

/** Starts the stand-ins for the payment provider and the carrier; their journals lie in the state folder. */
export async function startSandboxes(options: SandboxesOptions): Promise<Sandbox> {
  const { addresses, secrets, stateFolder, env, logger } = options;
  await using resources = new AsyncDisposableStack();
  const provider = resources.use(
    await startSandbox({
      name: 'payment provider',
      program: 'subgraphs/payments/sandbox-provider/main.ts',
      logger,
      env: {
        PORT: addresses.portOf('provider'),
        API_KEY: secrets.provider,
        WEBHOOK_URL: `${addresses.urlOf('payments')}/webhooks/payments`,
        WEBHOOK_SECRET: secrets.providerWebhook,
        JOURNAL_FILE: join(stateFolder, 'payment-provider.journal'),
        TRANSFER_SETTLE_MS: env['TRANSFER_SETTLE_MS'] ?? '',
      },
    }),
  );
  const carrier = resources.use(
    await startSandbox({
      name: 'carrier',
      program: 'subgraphs/shipping/carrier-simulator/main.ts',
      logger,
      env: {
        PORT: addresses.portOf('carrier'),
        API_KEY: secrets.carrier,
        WEBHOOK_URL: `${addresses.urlOf('shipping')}/webhooks/carrier`,
        WEBHOOK_SECRET: secrets.carrierWebhook,
        JOURNAL_FILE: join(stateFolder, 'carrier.journal'),
        SHIPPING_SUCCESS_RATE: env['SHIPPING_SUCCESS_RATE'] ?? '',
        DISPATCH_DELAY_MS: env['DISPATCH_DELAY_MS'] ?? '',
        TRACKING_STEP_MS: env['TRACKING_STEP_MS'] ?? '',
      },
    }),
  );
  const owned = resources.move();
  return { lost: Promise.race([provider.lost, carrier.lost]), [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
