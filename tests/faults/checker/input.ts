import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const SERVICES = ['users', 'products', 'orders', 'payments', 'shipping', 'notifications'] as const;
export type ServiceName = (typeof SERVICES)[number];

const instant = z.coerce.date();

/** What the checker is told by whoever ran the system; everything else it finds out itself. */
const checkerInput = z.object({
  /** Each service's database, by the address of a role that may read all of it. */
  databases: z.record(z.enum(SERVICES), z.string()),
  amqpUrl: z.string(),
  /** Goes before the names of queues. */
  namespace: z.string(),
  provider: z.object({ url: z.string(), apiKey: z.string() }),
  /** JSON lines: what clients asked for and were told. */
  historyFile: z.string(),
  /** Ids of messages that were made to be undigestible. */
  planted: z.array(z.string()).default([]),
  /** Absent where nothing was broken. */
  fault: z.object({ startedAt: instant, endedAt: instant }).nullish(),
  /** What bounds of time are stretched by: a machine that others use is no stopwatch. */
  slack: z.number().min(1).default(1),
  restarts: z
    .array(
      z.object({
        service: z.string(),
        startedAt: instant,
        /** Null: it ended before. */
        readyAt: instant.nullable(),
        /** From its start, or from when it was given back what it needs, if that was later. */
        readyMs: z.number().nullable(),
      }),
    )
    .default([]),
});
export type CheckerInput = z.infer<typeof checkerInput>;

/** @throws ZodError naming what is wrong with the file */
export const readInput = (file: string): CheckerInput => checkerInput.parse(JSON.parse(readFileSync(file, 'utf8')));
