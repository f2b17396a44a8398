import type { z } from 'zod';
import { engineVariables, integer, serviceVariables } from '#platform/config/service-config.ts';

/** The variables of every subgraph; `port` is the one it has in rover.yaml. */
export const subgraphVariables = (port: number) => ({
  ...serviceVariables,
  ...engineVariables,
  AMQP_URL: engineVariables.AMQP_URL.optional(),
  REDIS_URL: engineVariables.REDIS_URL.optional(),
  PORT: integer(0, 65_535).default(port),
});

export type SubgraphConfig = z.infer<z.ZodObject<ReturnType<typeof subgraphVariables>>>;
