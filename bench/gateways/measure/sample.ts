import { type Operation, operations } from '../operations.ts';
import type { RunningGateway } from '../running-gateway.ts';
import type { SubgraphRecorder } from '../subgraph-recorder.ts';
import { cpuOf, forgetPeak, peakMemoryOf, untilIdle } from './process-tree.ts';
import { runWrk } from './wrk.ts';

/** One gateway under one operation, once. Times in ms. */
export interface Sample {
  /** User and system time of the gateway's processes, per request. */
  cpu: number;
  /** Share of its core that the gateway used: below about 0.95 the load was what limited requests per second. */
  busy: number;
  rps: number;
  p50: number;
  p99: number;
  /** Peak, in MB. */
  memory: number;
  /** Subgraph calls per request. */
  calls: number;
}

export interface Circumstances {
  subgraphs: SubgraphRecorder;
  /** For wrk's script. */
  folder: string;
  signal: AbortSignal;
}

/** Fewest bytes that so many answers in turn can have: of the last turn, and of those under way, any may be missing. */
function leastBytes(sizes: readonly number[], answers: number, connections: number): number {
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const isUneven = sizes.some((size) => size !== sizes[0]);
  return mean * answers - (isUneven ? (sizes.length + connections) * Math.max(...sizes) : 0);
}

/**
 * Puts load on a gateway and measures what it took.
 *
 * @param sizes of the answers, in bytes
 * @throws Error when a request failed, or answers are shorter than they should be, or a subgraph was asked what was not recorded
 */
export async function takeSample(
  gateway: RunningGateway,
  name: Operation,
  sizes: readonly number[],
  { seconds, connections }: { seconds: number; connections: number },
  { subgraphs, folder, signal }: Circumstances,
): Promise<Sample> {
  const { url, headers, pid } = gateway;
  await untilIdle(pid);
  await subgraphs.calls();
  forgetPeak(pid);
  const before = cpuOf(pid);
  const result = await runWrk({ url, headers, bodies: operations[name], connections, seconds }, folder, signal);
  const busy = (cpuOf(pid) - before) / (result.seconds * 1000);
  await untilIdle(pid);
  if (!gateway.isRunning()) throw new Error(`it has ended:\n${gateway.lastWords()}`);
  // At the end every connection has a request under way that wrk does not count and the gateway works off.
  const requests = result.requests + connections;
  const calls = (await subgraphs.calls()) / requests;
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.requests} requests failed`);
  if (result.bytes < leastBytes(sizes, result.requests, connections))
    throw new Error('answers are cut short under load');
  return {
    cpu: (cpuOf(pid) - before) / requests,
    busy,
    rps: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    memory: peakMemoryOf(pid),
    calls,
  };
}
