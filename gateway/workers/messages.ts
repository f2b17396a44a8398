import type { MetricObjectWithValues, MetricValue } from 'prom-client';

/** The metrics of one process. */
export type MetricList = readonly MetricObjectWithValues<MetricValue<string>>[];

/** What a worker tells the primary. */
export type FromWorker =
  | { readonly about: 'ready' }
  /** Its own metrics: as an answer, or once more at its end. */
  | { readonly about: 'own-metrics'; readonly metrics: MetricList }
  /** Somebody asks it for the metrics of all. */
  | { readonly about: 'metrics-wanted'; readonly question: number };

/** What the primary tells a worker. */
export type FromPrimary =
  /** To finish what it has in hand, and end. */
  | { readonly about: 'leave' }
  | { readonly about: 'tell-metrics' }
  /** The metrics of all as text: the answer to the worker's question. */
  | { readonly about: 'all-metrics'; readonly question: number; readonly text: string };

/** Node and its libraries send messages of their own over the same channel. */
export const isOurs = <Message extends FromWorker | FromPrimary>(message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'about' in message;
