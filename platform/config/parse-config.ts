import type { z } from 'zod';

/** The environment does not describe a service that can be started. The message names every variable and what it must be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What a default begins with that everybody knows who has read this repository. */
const DEVELOPMENT_DEFAULT = /^(development-only|sandbox-development)/;

/**
 * Reads a service's configuration from the environment, once, at its start. An empty value counts as absent.
 *
 * In production no secret may have its development default.
 *
 * @throws ConfigError with a sentence for each wrong or missing variable; values are never repeated, they may be secret
 */
export function parseConfig<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) {
    refuseDevelopmentDefaults(parsed.data as Record<string, unknown>, given['NODE_ENV']);
    return parsed.data;
  }
  const sentences = parsed.error.issues.map((issue) => {
    const variable = issue.path.join('.');
    const missing = variable !== '' && given[variable] === undefined;
    return missing ? `${variable} is missing: ${issue.message}.` : `${variable} is wrong: ${issue.message}.`;
  });
  throw new ConfigError(sentences.join('\n'));
}

function refuseDevelopmentDefaults(config: Record<string, unknown>, environment: string | undefined): void {
  if (environment !== 'production') return;
  const known = Object.keys(config).filter((variable) => DEVELOPMENT_DEFAULT.test(String(config[variable])));
  if (known.length === 0) return;
  const sentences = known.map(
    (variable) =>
      `${variable} is missing: in production it must be given, its development default is known to everybody.`,
  );
  throw new ConfigError(sentences.join('\n'));
}
