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
  PORT: z.coerce.number().int().min(0).max(65_535).default(4011),
  HOST: z.string().default('127.0.0.1'),
  API_KEY: z.string().default('sandbox-development-key'),
  SHIPPING_SUCCESS_RATE: z.coerce.number().min(0).max(1).default(0.9),
  DISPATCH_DELAY_MS: ms.default(1_000),
  TRACKING_STEP_MS: ms.default(2_000),
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  WEBHOOK_SECRET: z.string().default('sandbox-development-secret'),
  JOURNAL_FILE: z.string().optional(),
  FAULTS: json.pipe(faults).default(() => faults.parse({})),
});

export interface Config {
  port: number;
  host: string;
  apiKey: string;
  /** Share of bookings that are accepted, 0 to 1. */
  successRate: number;
  /** From booking to dispatch, in ms. */
  dispatchDelayMs: number;
  /** From the dispatch on, between two steps, in ms. */
  trackingStepMs: number;
  /** Undefined: nobody is told of steps. */
  webhookUrl: string | undefined;
  webhookSecret: string;
  /** Undefined: state lives in memory only. */
  journalFile: string | undefined;
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
    throw new Error(`The carrier simulator's environment is wrong: ${reasons.join('; ')}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    apiKey: data.API_KEY,
    successRate: data.SHIPPING_SUCCESS_RATE,
    dispatchDelayMs: data.DISPATCH_DELAY_MS,
    trackingStepMs: data.TRACKING_STEP_MS,
    webhookUrl: data.WEBHOOK_URL,
    webhookSecret: data.WEBHOOK_SECRET,
    journalFile: data.JOURNAL_FILE,
    faults: data.FAULTS,
  };
};
