import type { FaultyEngines } from '../engines/start-engines.ts';
import type { FaultySystem } from '../system/start-system.ts';
import type { Workload } from '../workload/create-workload.ts';

/** What a row has at hand while it breaks something. */
export interface RowContext {
  engines: FaultyEngines;
  system: FaultySystem;
  workload: Workload;
  /** Decided by the run's seed. */
  random: Workload['random'];
  /** Tells the checker of a message that has to end among the dead letters. */
  plant(messageId: string): void;
  /** Notes that what was broken is whole again; recovery is measured from here. Without it: when `inject` resolves. */
  ended(): void;
  /** What the row wants to say in the report. */
  tell(note: string): void;
}

/** In the rows of the short reel alone: its 200 orders would take 40 s at the usual number. */
export const SHORT_CHECKOUTS_PER_SECOND = 8;

/** One fault under load. */
export interface Row {
  name: string;
  /** A sentence: what is broken, and how it ends. */
  injects: string;
  /** Whether it belongs to the short reel, too, or to that only: the whole run has the same at greater length. */
  short?: true | 'only';
  /** How many customers come to buy in a second, where it is not the usual number. */
  checkoutsPerSecond?: number;
  /** Says in a sentence why it cannot be run here; undefined when it can. */
  cannotRun?(): string | undefined;
  /** Runs while customers come. Resolves when the fault is over. @throws Error when it could not be injected */
  inject(context: RowContext): Promise<void>;
}
