import type { Likeness } from './answers.ts';
import { type Circumstances, type Sample, takeSample } from './measure/sample.ts';
import type { Operation } from './operations.ts';
import type { Options } from './options.ts';
import { type Answers, compareWith } from './rehearse.ts';
import type { RunningGateway } from './running-gateway.ts';
import { NotRecorded } from './subgraph-recorder.ts';

/** Connections of the p99 that is compared apart. */
export const MANY_CONNECTIONS = 200;

const CONNECTIONS = 32;

/** A slow gateway gets time for so many requests on each connection, or the percentiles would be those of its first ones. */
const REQUESTS_PER_CONNECTION = 3;

/** But at most so long, in seconds. */
const MAX_SECONDS = 8;

/** What one gateway did with one operation: samples by round. */
export interface Result {
  likeness: Likeness;
  samples: Sample[];
  /** At 200 connections; for `variants` only. */
  crowded: Sample[];
  /** Why there are no samples. */
  leftOut: string | undefined;
  /** Why there are none at 200 connections. */
  crowdedOut: string | undefined;
}

/** By operation, then by gateway. */
export type Results = Map<Operation, Map<string, Result>>;

export interface Contender {
  gateway: RunningGateway;
  answers: Answers;
}

/**
 * Lets the gateways answer each operation in turn, A B C A B C, so that what the machine does meanwhile meets all of them. The
 * first load of each is thrown away: it warms the gateway up.
 *
 * @param contenders the first one's answers are what the others' are compared with
 * @throws Error when a subgraph was asked what was not recorded: no figure of such a run counts
 */
export async function runContest(
  contenders: readonly Contender[],
  { operations, rounds, seconds, warmUpSeconds }: Options,
  circumstances: Circumstances,
  say: (line: string) => void,
): Promise<Results> {
  const [reference] = contenders;
  const results: Results = new Map();

  /** By gateway, in ms: how long a request of the present operation keeps it busy. */
  const paces = new Map<string, number>();

  async function load({ gateway, answers }: Contender, name: Operation, connections: number): Promise<Sample> {
    const sizes = (answers.get(name) ?? []).map((text) => Buffer.byteLength(text));
    const pace = paces.get(gateway.contestant.name);
    const needed = Math.ceil((REQUESTS_PER_CONNECTION * connections * (pace ?? 0)) / 1000);
    const duration = pace === undefined ? warmUpSeconds : Math.min(Math.max(seconds, needed), MAX_SECONDS);
    const sample = await takeSample(gateway, name, sizes, { seconds: duration, connections }, circumstances);
    if (pace !== undefined && sample.rps === 0) throw new Error(`no request was answered within ${duration} s`);
    return sample;
  }

  /** What went wrong, in words; a run that is over or counts for nothing is thrown on. */
  function reasonOf(error: unknown, gateway: string, name: Operation): string {
    const reason = error instanceof Error ? error.message : String(error);
    if (circumstances.signal.aborted || error instanceof NotRecorded) {
      throw new Error(`${gateway}, ${name}: ${reason}`, { cause: error });
    }
    return reason;
  }

  async function attempt(contender: Contender, result: Result, name: Operation, round: number): Promise<string> {
    const gateway = contender.gateway.contestant.name;
    try {
      const sample = await load(contender, name, CONNECTIONS);
      if (round === 0) paces.set(gateway, sample.cpu);
      else result.samples.push(sample);
      return `${gateway} ${sample.cpu.toFixed(3)}`;
    } catch (error) {
      result.leftOut = reasonOf(error, gateway, name);
      return `${gateway} left out: ${result.leftOut}`;
    }
  }

  async function attemptCrowded(contender: Contender, result: Result, name: Operation): Promise<void> {
    try {
      result.crowded.push(await load(contender, name, MANY_CONNECTIONS));
    } catch (error) {
      result.crowdedOut = reasonOf(error, contender.gateway.contestant.name, name);
      result.crowded = [];
    }
  }

  for (const name of operations) {
    paces.clear();
    const byGateway = new Map<string, Result>();
    results.set(name, byGateway);
    for (const { gateway, answers } of contenders) {
      const { likeness, example } = compareWith(reference?.answers ?? answers, answers, name);
      const leftOut = likeness === 'another answer' ? `it gives another answer: ${example}` : undefined;
      byGateway.set(gateway.contestant.name, { likeness, samples: [], crowded: [], leftOut, crowdedOut: undefined });
    }
    for (let round = 0; round <= rounds; round += 1) {
      const said: string[] = [];
      for (const contender of contenders) {
        const result = byGateway.get(contender.gateway.contestant.name);
        if (result === undefined || result.leftOut !== undefined) continue;
        said.push(await attempt(contender, result, name, round));
        const isCrowded = round > 0 && name === 'variants' && result.leftOut === undefined;
        if (isCrowded && result.crowdedOut === undefined) await attemptCrowded(contender, result, name);
      }
      say(`${name}, ${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}, CPU ms a request: ${said.join(', ')}`);
    }
  }
  return results;
}
