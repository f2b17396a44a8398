import { parseArgs } from 'node:util';
import type { Contestant } from './contestants/contestant.ts';
import { byNameOnly, contestants } from './contestants/contestants.ts';
import { type Operation, operationNames } from './operations.ts';

export interface Options {
  contestants: readonly Contestant[];
  operations: readonly Operation[];
  rounds: number;
  /** Of load, per gateway, operation and round. */
  seconds: number;
  warmUpSeconds: number;
  /** Only a run of everything is worth keeping. */
  writesReport: boolean;
  /** The operation to be profiled, in the place of a comparison. */
  profile: Operation | undefined;
}

const nameable = [...contestants, ...byNameOnly];

const HELP = `npm run bench:gateways -- [options]
  --quick              one short round, nothing written
  --only=ours,stock    these gateways (${nameable.map(({ name }) => name).join(', ')}), nothing written
  --ops=small,big      these operations (${operationNames.join(', ')}), nothing written
  --profile=OPERATION  where the first gateway of --only (otherwise ours) spends its time`;

function pick<Value>(
  list: string | undefined,
  from: readonly Value[],
  nameOf: (value: Value) => string,
): readonly Value[] {
  if (list === undefined) return from;
  const names = list.split(',');
  const wrong = names.find((name) => !from.some((value) => nameOf(value) === name));
  if (wrong !== undefined) throw new Error(`There is no ${wrong}; there are ${from.map(nameOf).join(', ')}.`);
  return from.filter((value) => names.includes(nameOf(value)));
}

const isOurs = ({ name }: Contestant) => name === 'ours';

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
      only: { type: 'string' },
      ops: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit();
  }
  const { quick, only, ops } = values;
  const profile = values.profile === undefined ? undefined : pick(values.profile, operationNames, String)[0];
  const picked = only === undefined ? contestants : pick(only, nameable, ({ name }) => name);
  return {
    contestants: profile === undefined || only !== undefined ? picked : contestants.filter(isOurs),
    operations: profile === undefined ? pick(ops, operationNames, String) : [profile],
    rounds: quick ? 1 : 3,
    seconds: 2,
    // A gateway on Node needs some ten thousand requests until its code is compiled for speed.
    warmUpSeconds: quick ? 1 : 5,
    writesReport: !quick && only === undefined && ops === undefined,
    profile,
  };
}
