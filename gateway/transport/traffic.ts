import { z } from 'zod';
import { parseConfig } from '#platform/config/parse-config.ts';
import { flag, integer } from '#platform/config/service-config.ts';

/** Each can be set for one subgraph alone by its name behind it: `SUBGRAPH_QUEUE_PAYMENTS`, upper case, `-` as `_`. */
export const trafficVariables = {
  /** Longest time for a query, its retry and its wait in the queue included. */
  SUBGRAPH_READ_DEADLINE_MS: integer(1, 60_000).default(800),
  /** The same for a mutation. */
  SUBGRAPH_WRITE_DEADLINE_MS: integer(1, 60_000).default(2_000),
  /** Sockets to each URL. */
  SUBGRAPH_CONNECTIONS: integer(1, 10_000).default(64),
  /**
   * Requests that wait for a socket; one more is refused at once. Two hundred clients whose operations ask one subgraph four
   * times at once are 800.
   */
  SUBGRAPH_QUEUE: integer(0, 10_000).default(1_000),
  /** How often a query is tried again. */
  SUBGRAPH_RETRIES: integer(0, 5).default(1),
  /** Failures in a row after which a URL is left alone for a while. */
  SUBGRAPH_BREAKER_FAILURES: integer(1, 1_000).default(10),
  /** Longest answer, in bytes, after decompression. */
  SUBGRAPH_ANSWER_LIMIT: integer(1_000, 1_000_000_000).default(10_000_000),
  /**
   * Whether subgraphs are asked for compressed answers. That pays over a slow line only: of 80 KB the fetch as a whole costs
   * 0.07 ms CPU, gunzip 0.27 and gzip at the subgraph 0.37.
   */
  SUBGRAPH_COMPRESSION: flag,
};

/** How much is asked of one subgraph, and for how long. */
export interface SubgraphTraffic {
  readonly readDeadlineMs: number;
  readonly writeDeadlineMs: number;
  readonly connections: number;
  readonly queue: number;
  readonly retries: number;
  readonly breakerFailures: number;
  /** In bytes. */
  readonly answerLimit: number;
  readonly compression: boolean;
}

/** The settings of every subgraph. */
export interface Traffic {
  of(subgraph: string): SubgraphTraffic;
}

const names = Object.keys(trafficVariables) as (keyof typeof trafficVariables)[];

/**
 * Reads the settings of the traffic to the subgraphs.
 *
 * @throws ConfigError with a sentence for each wrong variable
 */
export function readTraffic(env: NodeJS.ProcessEnv): Traffic {
  const own = Object.keys(env).flatMap((variable) => {
    const general = names.find((name) => variable.startsWith(`${name}_`));
    return general === undefined || !env[variable] ? [] : [[variable, trafficVariables[general]] as const];
  });
  const values: Record<string, unknown> = parseConfig(
    z.object({ ...trafficVariables, ...Object.fromEntries(own) }),
    env,
  );
  const known = new Map<string, SubgraphTraffic>();

  function read(suffix: string): SubgraphTraffic {
    const value = (name: keyof typeof trafficVariables) => values[`${name}_${suffix}`] ?? values[name];
    return {
      readDeadlineMs: Number(value('SUBGRAPH_READ_DEADLINE_MS')),
      writeDeadlineMs: Number(value('SUBGRAPH_WRITE_DEADLINE_MS')),
      connections: Number(value('SUBGRAPH_CONNECTIONS')),
      queue: Number(value('SUBGRAPH_QUEUE')),
      retries: Number(value('SUBGRAPH_RETRIES')),
      breakerFailures: Number(value('SUBGRAPH_BREAKER_FAILURES')),
      answerLimit: Number(value('SUBGRAPH_ANSWER_LIMIT')),
      compression: value('SUBGRAPH_COMPRESSION') === true,
    };
  }

  return {
    of(subgraph) {
      const suffix = subgraph.toUpperCase().replaceAll('-', '_');
      const settings = known.get(suffix) ?? read(suffix);
      known.set(suffix, settings);
      return settings;
    },
  };
}
