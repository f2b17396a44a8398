import { ConfigError } from '#platform/config/parse-config.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';
import type { SendToSubgraph } from '../execution/executor.ts';
import type { Caller } from './caller.ts';
import { createFailureLog } from './failure-log.ts';
import { createSubgraphChannel, type SubgraphChannel } from './subgraph-channel.ts';
import { unavailable } from './subgraph-errors.ts';
import { createSweep } from './sweep.ts';
import type { Traffic } from './traffic.ts';
import { type ChannelState, createTrafficMetrics } from './traffic-metrics.ts';

/** Asks the subgraphs of one supergraph. Disposing waits for the requests under way. */
export interface SubgraphClient extends AsyncDisposable {
  readonly send: SendToSubgraph<Caller>;
}

/** The clients of all supergraphs that are loaded; disposing closes what they share, when its requests have ended. */
export interface SubgraphClients extends AsyncDisposable {
  /**
   * Opens a client. A subgraph that another client knows by the same name and URLs is shared with it: connections,
   * breakers and budgets outlive a reload of the supergraph.
   *
   * @param urls of each subgraph by its name, at least one
   * @throws ConfigError when one is no address of an HTTP server
   */
  open(urls: ReadonlyMap<string, readonly string[]>): SubgraphClient;
  /** For readiness: which subgraphs are being left alone now. */
  states(): SubgraphState[];
}

export interface SubgraphState {
  subgraph: string;
  /** Whether requests are sent to at least one of its URLs. */
  available: boolean;
  /** The breaker of each URL. */
  breakers: ChannelState['urls'][number]['breaker'][];
}

export interface SubgraphClientsOptions {
  traffic: Traffic;
  /** Undefined for somebody else's subgraphs: requests are not signed and do not say who asks. */
  signingSecret: string | undefined;
  metrics: Pick<Metrics, 'registry'>;
  logger: Logger;
}

interface Shared {
  readonly channel: SubgraphChannel;
  users: number;
}

export function createSubgraphClients(options: SubgraphClientsOptions): SubgraphClients {
  const { traffic, signingSecret, metrics, logger } = options;
  const shared = new Map<string, Shared>();
  /** Channels, the retired ones with requests under way included. */
  const channels = new Set<SubgraphChannel>();
  const sweep = createSweep();
  const measure = createTrafficMetrics(metrics.registry, () => [...channels].map((channel) => channel.state()));

  function acquire(subgraph: string, urls: readonly string[]): SubgraphChannel {
    const key = JSON.stringify([subgraph, ...urls]);
    const known = shared.get(key);
    if (known !== undefined) {
      known.users += 1;
      return known.channel;
    }
    const channel = createSubgraphChannel({
      subgraph,
      urls,
      traffic: traffic.of(subgraph),
      signingSecret,
      metrics: measure(subgraph),
      log: createFailureLog(logger, subgraph),
      sweep,
    });
    channels.add(channel);
    shared.set(key, { channel, users: 1 });
    return channel;
  }

  async function release(channel: SubgraphChannel): Promise<void> {
    const entry = [...shared].find(([, use]) => use.channel === channel);
    if (entry === undefined) return;
    const [key, use] = entry;
    use.users -= 1;
    if (use.users > 0) return;
    shared.delete(key);
    await channel.retire();
    channels.delete(channel);
  }

  return {
    open(urls) {
      for (const [subgraph, addresses] of urls) requireAddresses(subgraph, addresses);
      const own = new Map([...urls].map(([subgraph, addresses]) => [subgraph, acquire(subgraph, addresses)] as const));
      let closed = false;
      return {
        send(request, caller) {
          const channel = own.get(request.subgraph);
          return channel === undefined ? Promise.reject(unavailable(request.subgraph)) : channel.send(request, caller);
        },
        async [Symbol.asyncDispose]() {
          if (closed) return;
          closed = true;
          await Promise.all([...own.values()].map(release));
        },
      };
    },

    states: () =>
      [...shared.values()].map(({ channel }) => {
        const { subgraph, urls } = channel.state();
        const breakers = urls.map(({ breaker }) => breaker);
        return { subgraph, available: breakers.some((breaker) => breaker !== 'open'), breakers };
      }),

    async [Symbol.asyncDispose]() {
      const all = [...channels];
      shared.clear();
      await Promise.all(all.map((channel) => channel.retire()));
      channels.clear();
      sweep[Symbol.dispose]();
    },
  };
}

function requireAddresses(subgraph: string, addresses: readonly string[]): void {
  if (addresses.length > 0 && addresses.every((address) => /^https?:$/.test(URL.parse(address)?.protocol ?? '')))
    return;
  throw new ConfigError(`The subgraph ${subgraph} has no address of the form http://host:port/path.`);
}
