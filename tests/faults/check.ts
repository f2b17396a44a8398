import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { databaseOf } from './drain.ts';
import type { FaultyEngines } from './engines/start-engines.ts';
import type { FaultySystem } from './system/start-system.ts';
import { SUBGRAPHS } from './system/variables.ts';

export interface Invariant {
  name: string;
  ok: boolean;
  /** How many things were looked at. */
  checked: number;
  /** The first ones. */
  violations: readonly string[];
}

export interface Evidence {
  historyFile: string;
  /** Messages that have to be dead letters. */
  planted: readonly string[];
  /** ISO 8601. */
  fault: { startedAt: string; endedAt: string };
  /** What the bounds of recovery are stretched by. */
  slack: number;
}

const CHECKER = fileURLToPath(new URL('checker/main.ts', import.meta.url));

/** Lets the checker, a program that knows nothing of Agora's code, decide. @throws Error when it gave no verdict */
export async function check(engines: FaultyEngines, system: FaultySystem, evidence: Evidence): Promise<Invariant[]> {
  const input = {
    databases: Object.fromEntries(SUBGRAPHS.map((name) => [name, databaseOf(engines, system, name)])),
    amqpUrl: engines.rabbitmq.url,
    namespace: system.namespace,
    provider: {
      url: system.urlOf('sandbox-provider'),
      apiKey: system.secrets.key,
      journalFile: join(system.folder, 'provider-journal.jsonl'),
    },
    ...evidence,
    drainedAt: new Date().toISOString(),
    restarts: system.restarts().filter(({ startedAt }) => startedAt >= evidence.fault.startedAt),
  };
  const file = join(system.folder, 'checker-input.json');
  writeFileSync(file, JSON.stringify(input, undefined, 2));
  const output = await new Promise<string>((resolve, reject) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: system.compileCache };
    execFile(process.execPath, [CHECKER, '--input', file], { env, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      // 1 is its verdict that something is violated.
      if (error === null || error.code === 1) resolve(stdout);
      else reject(new Error(`the checker failed: ${stderr}`, { cause: error }));
    });
  });
  try {
    return (JSON.parse(output) as { invariants: Invariant[] }).invariants;
  } catch (error) {
    throw new Error(`the checker gave no verdict: ${output.slice(0, 500)}`, { cause: error });
  }
}
