import type { Cache } from '#platform/cache/cache.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Broker } from '#platform/messaging/broker.ts';

/** A service that has been started. */
export interface Service extends AsyncDisposable {
  readonly name: string;
  /** `http://host:port`, with the port that was really taken. */
  readonly url: string;
  /** Resolves, with a sentence, when something that it cannot do without has ended for good. */
  readonly lost?: Promise<string>;
}

/** Parts that a service uses instead of making its own: what services in one process share, and what tests look into. */
export interface ServiceOverrides {
  broker?: Broker;
  cache?: Cache;
  logger?: Logger;
}
