import { z } from 'zod';
import { type Faults, faults } from './fault/faults.ts';

// Node's timers overflow above 2^31 - 1 ms and would fire at once.
const ms = z.coerce.number().int().min(0).max(2_147_483_647);

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('is not JSON');
    return z.NEVER;
  }
});

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  HOST: z.string().min(1).default('127.0.0.1'),
  API_KEY: z.string().min(1).default('sandbox-development-key'),
  JOURNAL_FILE: z.string().optional(),
  TIMEOUT_MS: ms.default(10_000),
  TRANSFER_SETTLE_MS: ms.default(3_000),
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  WEBHOOK_SECRET: z.string().default('sandbox-development-secret'),
  FAULTS: json.pipe(faults).default(() => faults.parse({})),
});

export interface Config {
  port: number;
  host: string;
  apiKey: string;
  /** Undefined: state lives in memory only. */
  journalFile: string | undefined;
  /** How long the answer to `tok_timeout` hangs before the connection closes, in ms. */
  timeoutMs: number;
  /** From asking for a transfer to its settling by itself, in ms. */
  transferSettleMs: number;
  /** Undefined: nobody is told of steps. */
  webhookUrl: string | undefined;
  webhookSecret: string;
  faults: Faults;
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
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    apiKey: data.API_KEY,
    journalFile: data.JOURNAL_FILE,
    timeoutMs: data.TIMEOUT_MS,
    transferSettleMs: data.TRANSFER_SETTLE_MS,
    webhookUrl: data.WEBHOOK_URL,
    webhookSecret: data.WEBHOOK_SECRET,
    faults: data.FAULTS,
  };
};
