import { z } from 'zod';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  HOST: z.string().min(1).default('127.0.0.1'),
  API_KEY: z.string().min(1).default('sandbox-development-key'),
  JOURNAL_FILE: z.string().optional(),
  // Node's timers overflow above 2^31 - 1 ms and would fire at once.
  TIMEOUT_MS: z.coerce.number().int().min(0).max(2_147_483_647).default(10_000),
});

export interface Config {
  port: number;
  host: string;
  apiKey: string;
  /** Undefined: state lives in memory only. */
  journalFile: string | undefined;
  /** How long the answer to `tok_timeout` hangs before the connection closes, in ms. */
  timeoutMs: number;
}

/**
 * Takes the process environment and gives the parsed configuration.
 * Throws an Error whose sentence names each variable that is wrong.
 */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  // Compose files pass an unset variable on as an empty one.
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The sandbox provider's environment is wrong: ${reasons.join('; ')}`);
  }
  const { PORT, HOST, API_KEY, JOURNAL_FILE, TIMEOUT_MS } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    apiKey: API_KEY,
    journalFile: JOURNAL_FILE,
    timeoutMs: TIMEOUT_MS,
  };
};
