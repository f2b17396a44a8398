import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { subgraphVariables } from '#platform/subgraph/subgraph-config.ts';

export const notificationsVariables = z.object(subgraphVariables(4006));

export type NotificationsConfig = z.infer<typeof notificationsVariables>;

/** Reads the service's environment. @throws ConfigError naming the variable */
export const readNotificationsConfig = (env: NodeJS.ProcessEnv): NotificationsConfig =>
  parseConfig(notificationsVariables, env);
