import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from 'amqplib';
import type { Logger } from '#platform/logging/create-logger.ts';

export interface KeptChannel<Kind extends Channel> extends AsyncDisposable {
  /** The channel, set up, or undefined while there is none. */
  current(): Kind | undefined;
  /** Resolves when a channel was set up for the first time, or when there will be none any more. */
  readonly started: Promise<void>;
  /** Throws the channel away, which counts as closed from now on; another one takes its place. */
  renew(): void;
}

export interface KeepChannelOptions<Kind extends Channel> {
  /** What the channel is for, for the log. */
  name: string;
  logger: Logger;
  /** Opens a channel; waits while there is no connection. */
  open(): Promise<Kind>;
  /**
   * Declares and subscribes. Called for every new channel: nothing of a closed one comes back by itself.
   *
   * @param isOpen whether the channel can still be used, for what comes later: a closed one throws at every call
   */
  setUp(channel: Kind, isOpen: () => boolean): Promise<void>;
}

/** Longest pause after failures in a row, in ms. */
const MAX_PAUSE_MS = 2_000;

/** A broker with a memory alarm does not read from its publishers, not even a close. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Fails when the channel is closing already, and stays open for ever when its connection is lost: the event is what counts. */
const beginClose = (channel: Channel) => void channel.close().catch(() => {});

/** Keeps a channel set up: when it closes, with its connection or because of an error, another one is opened. */
export function keepChannel<Kind extends Channel>(options: KeepChannelOptions<Kind>): KeptChannel<Kind> {
  const { name, logger, setUp } = options;
  const stopping = new AbortController();
  const { promise: started, resolve: start } = Promise.withResolvers<void>();
  let current: { channel: Kind; closed: Promise<void>; abandon(): void } | undefined;

  async function serve(channel: Kind): Promise<void> {
    let open = true;
    const closed = new Promise<void>((resolve) => {
      channel.once('close', () => {
        open = false;
        resolve();
      });
    });
    channel.on('error', (error) => logger.warn({ err: error, channel: name }, 'a RabbitMQ channel failed'));
    try {
      await setUp(channel, () => open);
    } catch (error) {
      beginClose(channel);
      throw error;
    }
    if (stopping.signal.aborted) {
      beginClose(channel);
      return;
    }
    const abandon = () => {
      open = false;
      beginClose(channel);
    };
    current = { channel, closed, abandon };
    start();
    await closed;
    if (current?.channel === channel) current = undefined;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await serve(await options.open());
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        logger.warn(
          { err: error, channel: name, failures },
          'a RabbitMQ channel could not be set up, it is tried again',
        );
        const pauseMs = Math.min(MAX_PAUSE_MS, 50 * 2 ** failures);
        await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }
  void run();

  return {
    current: () => current?.channel,
    started,
    renew() {
      current?.abandon();
      current = undefined;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      start();
      if (current === undefined) return;
      current.abandon();
      const timeout = new AbortController();
      const late = delay(CLOSE_TIMEOUT_MS, undefined, { signal: timeout.signal }).catch(() => {});
      await Promise.race([current.closed, late]);
      timeout.abort();
    },
  };
}
