import { ConfigError } from '#platform/config/parse-config.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { DeadLetter, DeadLetters } from '../dead-letters/dead-letters.ts';
import { discardParked, listParked, type ParkedMessage, tryParkedNow } from '../parking/parked-messages.ts';
import type { Command } from './command.ts';

/** Most that `list` shows of each kind and group, and that `show` looks through. */
const SHOWN = 1_000;
const SEARCHED = 1_000_000;

export interface Messages {
  deadLetters: DeadLetters;
  /** The database of a service; undefined when it was never started. */
  databaseOf(group: string): Promise<Database | undefined>;
}

const lineOfDead = ({ group, id, type = '(no type)', aggregateId = '(no aggregate)' }: DeadLetter) =>
  `dead    ${group.padEnd(13)} ${id.padEnd(36)}  ${type}  ${aggregateId}`;

function lineOfParked({ group, id, aggregateId, attempts, lastError, nextTryAt, content }: ParkedMessage): string {
  const next = nextTryAt === 'never' ? 'waits for you' : `next try ${nextTryAt.toISOString()}`;
  const { type } = content as { type: string };
  return `parked  ${group.padEnd(13)} ${id}  ${type}  ${aggregateId}  ${attempts} tries, ${next}: ${lastError ?? 'behind another one'}`;
}

interface Found {
  dead: DeadLetter[];
  parked: ParkedMessage[];
}

async function find({ deadLetters, databaseOf }: Messages, group: string, limit: number): Promise<Found> {
  const database = await databaseOf(group);
  const parked = database === undefined ? [] : await listParked(database, limit);
  return { dead: await deadLetters.list(group, limit), parked };
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function list(messages: Messages, groups: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for (const group of groups) {
    const { dead, parked } = await find(messages, group, SHOWN);
    lines.push(...dead.map(lineOfDead), ...parked.map(lineOfParked));
    if (dead.length === SHOWN || parked.length === SHOWN) lines.push(`… of ${group} the first ${SHOWN} of each kind`);
  }
  return lines.length === 0 ? ['no dead letters, nothing parked'] : lines;
}

async function show(messages: Messages, groups: readonly string[], id: string | undefined): Promise<string[]> {
  const shown: (DeadLetter | ParkedMessage)[] = [];
  for (const group of groups) {
    const { dead, parked } = await find(messages, group, SEARCHED);
    shown.push(...[...dead, ...parked].filter((message) => message.id === id));
  }
  return shown.map((message) => JSON.stringify(message, null, 2));
}

async function redrive({ deadLetters, databaseOf }: Messages, groups: readonly string[], id: string | undefined) {
  const lines: string[] = [];
  for (const group of groups) {
    const letters = await deadLetters.redrive(group, (letter) => id === undefined || letter.id === id);
    if (letters.length > 0) lines.push(`${group}: ${counted(letters.length, 'dead letter')} put back`);
    const database = await databaseOf(group);
    const due = database === undefined ? 0 : await tryParkedNow(database, id);
    if (due > 0) lines.push(`${group}: ${counted(due, 'parked aggregate')} will be tried now`);
  }
  return lines.length === 0 && id === undefined ? ['no dead letters, nothing parked'] : lines;
}

async function discard({ deadLetters, databaseOf }: Messages, groups: readonly string[], id: string) {
  const lines: string[] = [];
  for (const group of groups) {
    const letters = await deadLetters.discard(group, (letter) => letter.id === id);
    const database = await databaseOf(group);
    const parked = database === undefined ? 0 : await discardParked(database, id);
    if (letters.length + parked > 0) lines.push(`${group}: ${counted(letters.length + parked, 'message')} thrown away`);
  }
  return lines;
}

/**
 * Does what was asked for and gives the lines to print.
 *
 * @throws ConfigError when no message has the id
 */
export async function runCommand(messages: Messages, { verb, id, groups }: Command): Promise<string[]> {
  if (verb === 'list') return list(messages, groups);
  const done =
    verb === 'redrive'
      ? await redrive(messages, groups, id)
      : verb === 'discard' && id !== undefined
        ? await discard(messages, groups, id)
        : await show(messages, groups, id);
  if (done.length === 0) throw new ConfigError(`No dead letter and no parked message has the id ${id}.`);
  return done;
}
