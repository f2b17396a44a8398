import { basename, join } from 'node:path';
import type { FaultyEngines } from './engines/start-engines.ts';
import { setProviderFaults, USUAL_FAULTS } from './system/provider-faults.ts';
import { type FaultySystem, startSystem } from './system/start-system.ts';
import { createWorkload, type Workload } from './workload/create-workload.ts';
import { type History, openHistory } from './workload/history.ts';
import { createRandom, type Random } from './workload/random.ts';

/** A system with its customers, on which rows follow each other as long as nothing is wrong with it. */
export interface Stage extends AsyncDisposable {
  engines: FaultyEngines;
  system: FaultySystem;
  workload: Workload;
  history: History;
  random: Random;
  /** Messages that must be dead letters, of all rows so far. */
  planted: string[];
  /** What the bounds of recovery are stretched by. */
  slack: number;
}

export interface StageOptions {
  engines: FaultyEngines;
  sourceRoot: string;
  /** Is made; everything that the system and its customers write lies there. */
  folder: string;
  seed: number;
  slack: number;
  /** How long customers go on with what does not come to its end, in ms. */
  patienceMs?: number;
  say(line: string): void;
}

/** Longer than any fault but the broker's minute. */
const PATIENCE_MS = 25_000;

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

export async function openStage(options: StageOptions): Promise<Stage> {
  const { engines, sourceRoot, folder, seed, slack, patienceMs = PATIENCE_MS, say } = options;
  await using starting = new AsyncDisposableStack();
  const begun = performance.now();
  const system = starting.use(await startSystem(engines, sourceRoot, folder));
  const upAfterMs = performance.now() - begun;
  await setProviderFaults(system, USUAL_FAULTS);
  const history = openHistory(join(folder, 'history.jsonl'));
  const random = createRandom(seed);
  const workload = await createWorkload(system, history, random, patienceMs);
  const openAfterMs = performance.now() - begun;
  say(`${basename(folder)}: up after ${seconds(upAfterMs)}, with a catalogue after ${seconds(openAfterMs)}`);
  const running = starting.move();
  return {
    engines,
    system,
    workload,
    history,
    random,
    planted: [],
    slack,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
