import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { flag } from '#platform/config/service-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';

export const productsVariables = z
  .object({
    ...subgraphVariables(4002),
    /** Fills an empty catalogue with products, stock and reviews to try things with. */
    DEMO_DATA: flag,
  })
  .refine(({ DEMO_DATA, NODE_ENV }) => !(DEMO_DATA && NODE_ENV === 'production'), {
    path: ['DEMO_DATA'],
    error: 'invented products have no place in production, leave it away or set NODE_ENV to development',
  });

export type ProductsConfig = z.infer<typeof productsVariables>;

/** Reads the configuration. @throws ConfigError naming every wrong variable */
export const readProductsConfig = (env: NodeJS.ProcessEnv): ProductsConfig => parseConfig(productsVariables, env);
