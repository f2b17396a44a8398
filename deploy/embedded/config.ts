import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { flag, integer, serviceVariables } from '#platform/config/service-config.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

const variables = z.object({
  HOST: serviceVariables.HOST,
  LOG_LEVEL: serviceVariables.LOG_LEVEL,
  /** The gateway's port; the subgraphs take the six after it, the sandboxes the 10th and 11th. */
  PORT: integer(1, 65_000).default(4000),
  /** Everything that is kept from run to run: database, secrets, journals, log. */
  STATE_FOLDER: z
    .string()
    .default('.agora')
    .transform((folder) => resolve(projectRoot, folder)),
  DEMO_DATA: flag,
});

export type EmbeddedConfig = z.infer<typeof variables>;

/** Reads how everything is to run in one process. @throws ConfigError naming the variable */
export const readEmbeddedConfig = (env: NodeJS.ProcessEnv): EmbeddedConfig => parseConfig(variables, env);
