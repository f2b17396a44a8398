import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';

/** The sandbox provider's own default, known to everybody who has read this repository. */
const SANDBOX_KEY = 'sandbox-development-key';

export const paymentsVariables = z
  .object({
    ...subgraphVariables(4004),
    PAYMENT_PROVIDER_URL: z
      .url({ protocol: /^https?$/, error: 'expected the address of the payment provider, http://host:port' })
      .default('http://localhost:4010'),
    PAYMENT_PROVIDER_API_KEY: z.string().default(SANDBOX_KEY),
  })
  .refine(
    ({ NODE_ENV, PAYMENT_PROVIDER_API_KEY }) => NODE_ENV !== 'production' || PAYMENT_PROVIDER_API_KEY !== SANDBOX_KEY,
    {
      path: ['PAYMENT_PROVIDER_API_KEY'],
      message: 'in production it must be given, the development default is known to everybody',
    },
  );

export type PaymentsConfig = z.infer<typeof paymentsVariables>;

/** Reads the service's configuration from the environment. @throws ConfigError naming every wrong variable */
export const readPaymentsConfig = (env: NodeJS.ProcessEnv): PaymentsConfig => parseConfig(paymentsVariables, env);
