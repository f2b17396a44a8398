import { parseArgs } from 'node:util';
import { ConfigError } from '#platform/config/parse-config.ts';
import { subscribedTypes } from '../subscribed-types.ts';

export const USAGE = `npm run messages -- <command> [--group <service>]

  list              dead letters and parked messages
  show <id>         one of them, whole
  redrive <id>      a dead letter goes back to the queue that it came from; a parked message is tried now
  redrive --all     all of them
  discard <id>      throws one away, for good

Dead letters could not be understood; parked messages failed, are tried again, and hold later ones of their aggregate.
Both are looked for in every service, or in one with --group. Variables: DATABASE_URL, AMQP_URL and NAMESPACE as the services
have them; without them the graph that \`npm start\` runs here is meant.
`;

const groups = Object.keys(subscribedTypes).filter((group) => subscribedTypes[group]?.length !== 0);

export interface Command {
  verb: 'help' | 'list' | 'show' | 'redrive' | 'discard';
  /** Undefined for all. */
  id: string | undefined;
  groups: readonly string[];
}

const refuse = (reason: string) => new ConfigError(`${reason}\n\n${USAGE}`);

/** Reads the command line. @throws ConfigError with the usage */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [verb = 'help', id, ...more] = positionals;
  const { all = false, group, help = false } = values;
  if (help || verb === 'help') return { verb: 'help', id: undefined, groups };
  if (verb !== 'list' && verb !== 'show' && verb !== 'redrive' && verb !== 'discard') {
    throw refuse(`There is no command ${verb}.`);
  }
  if (group !== undefined && !groups.includes(group)) {
    throw refuse(`${group} consumes nothing; those who do: ${groups.join(', ')}.`);
  }
  if (more.length > 0 || (verb === 'list' && id !== undefined)) throw refuse('There are words too many.');
  if (all && (verb !== 'redrive' || id !== undefined)) throw refuse('--all stands for all ids of redrive.');
  if (verb !== 'list' && id === undefined && !all) throw refuse(`${verb} needs an id.`);
  return { verb, id, groups: group === undefined ? groups : [group] };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { all: { type: 'boolean' }, group: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw refuse((error as Error).message);
  }
}
