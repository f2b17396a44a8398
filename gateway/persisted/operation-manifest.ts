import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '#platform/config/parse-config.ts';

/** Apollo's format (https://www.npmjs.com/package/@apollo/generate-persisted-query-manifest). */
const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      type: z.enum(['query', 'mutation', 'subscription']),
      body: z.string().min(1),
    }),
  ),
});

/** The operations that clients may send. */
export type OperationManifest = z.infer<typeof manifestSchema>;

/** Reads a manifest from a file. @throws ConfigError naming the variable it was given by, when the file is none */
export async function loadManifest(path: string, variable: string): Promise<OperationManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new ConfigError(`${variable} is wrong: ${reason}.`);
  }
}
