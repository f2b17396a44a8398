import { parseArgs } from 'node:util';

export interface Options {
  short: boolean;
  seed: number;
  /** Only these; undefined is all. */
  rows: readonly string[] | undefined;
  list: boolean;
  keep: boolean;
  help: boolean;
  sourceRoot: string | undefined;
}

export const HELP = `npm run faults -- [options]

Starts Agora as processes on engines of its own, breaks one thing after another under load, and lets an independent
checker decide. Ends with 1 when anything is red.

  --short            the short reel: 200 orders, under 90 s
  --rows=NAME,NAME   only these rows
  --seed=NUMBER      what the load and the faults are decided by (default 1)
  --list             prints the rows
  --keep             keeps logs, journals and the clients' history of a green run; those of a red one stay anyhow
  --source=FOLDER    starts the services from another copy of the repository
  --help
`;

/** @throws Error with a sentence for an option that is wrong */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      rows: { type: 'string' },
      list: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      source: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed=${values.seed}: expected a whole number`);
  return { ...values, seed, rows: values.rows?.split(',').filter(Boolean), sourceRoot: values.source };
}
