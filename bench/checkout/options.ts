import { parseArgs } from 'node:util';

export const phaseNames = ['steady', 'burst', 'knee', 'overload', 'outage'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Options {
  phases: readonly PhaseName[];
  /** Of the steady phase; the others last as long as they have to, a third of it in a quick run. */
  steadySeconds: number;
  /** Operations a second of the steady phase. */
  rate: number;
  seed: number;
  quick: boolean;
  /** Where to write CPU profiles of the gateway and the subgraphs. */
  profile: string | undefined;
  /** Only a whole run is worth keeping. */
  writesReport: boolean;
}

const HELP = `npm run bench:checkout -- [options]
  --quick                shorter phases, nothing written
  --phases=steady,burst  these (${phaseNames.join(', ')}), nothing written; overload needs knee
  --rate=100             operations a second of the steady phase
  --seed=1               of what is bought by whom
  --profile=FOLDER       write a CPU profile of each service there`;

const isPhase = (name: string): name is PhaseName => phaseNames.some((known) => known === name);

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number above 0.`);
}

/**
 * Reads the command line; for `--help` prints it and ends.
 *
 * @throws Error naming what is wrong
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      phases: { type: 'string' },
      rate: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit();
  }
  const named = values.phases?.split(',') ?? phaseNames;
  const phases = named.filter(isPhase);
  const wrong = named.find((name) => !isPhase(name));
  if (wrong !== undefined) throw new Error(`There is no phase ${wrong}; there are ${phaseNames.join(', ')}.`);
  if (phases.includes('overload') && !phases.includes('knee')) throw new Error('overload needs the knee before it.');
  const rate = positive('rate', values.rate);
  return {
    phases,
    steadySeconds: values.quick ? 30 : 180,
    rate,
    seed: positive('seed', values.seed),
    quick: values.quick,
    profile: values.profile,
    writesReport: !values.quick && values.phases === undefined && rate === 100,
  };
}
