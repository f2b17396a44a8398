import { setTimeout as delay } from 'node:timers/promises';
import { connect, type RecoveringChannelModel } from 'amqplib';
import type { Logger } from '#platform/logging/create-logger.ts';

/** A connection that is made for ever, at first and after it was lost. */
export interface Connection extends AsyncDisposable {
  /** Waits for a connection; channels of a lost one stay closed. */
  readonly model: RecoveringChannelModel;
  isOpen(): boolean;
  /** Why the broker takes no messages on this connection now (its memory or disk is full); undefined when it does. */
  blockedBy(): string | undefined;
}

export interface ConnectionOptions {
  url: string;
  /** What the connection is for, for the log and the broker's list of connections. */
  name: string;
  logger: Logger;
}

/** A connection without a sign of life for twice as many seconds is dead. */
const HEARTBEAT_SECONDS = 10;

/** Between attempts to connect: orders wait for it when the broker is back. */
const LONGEST_PAUSE_MS = 2_000;

/** A broker with a memory alarm does not read from its publishers, not even a close. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Begins to connect to RabbitMQ. */
export async function openConnection({ url, name, logger }: ConnectionOptions): Promise<Connection> {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  const discarded = new AbortController();
  const socketOptions = {
    timeout: 5_000,
    noDelay: true,
    signal: discarded.signal,
    clientProperties: { connection_name: name },
  };
  const model = await connect(address.toString(), {
    ...socketOptions,
    recovery: { maxDelay: LONGEST_PAUSE_MS, waitForConnect: false },
  });
  let open = false;
  let blocked: string | undefined;
  model.on('connect', () => {
    open = true;
    blocked = undefined;
    logger.info({ connection: name }, 'connected to RabbitMQ');
  });
  model.on('disconnect', (error) => {
    open = false;
    logger.warn({ err: error, connection: name }, 'connection to RabbitMQ lost');
  });
  model.on('connect-failed', (error) => logger.warn({ err: error, connection: name }, 'RabbitMQ is away'));
  model.on('error', (error) => logger.warn({ err: error, connection: name }, 'connection to RabbitMQ failed'));
  model.on('blocked', (reason) => {
    blocked = reason;
    logger.warn({ reason, connection: name }, 'RabbitMQ takes no messages');
  });
  model.on('unblocked', () => {
    blocked = undefined;
    logger.info({ connection: name }, 'RabbitMQ takes messages again');
  });
  return {
    model,
    isOpen: () => open,
    blockedBy: () => blocked,
    async [Symbol.asyncDispose]() {
      if (!open) discarded.abort();
      const given = new AbortController();
      // The close of a connection that breaks meanwhile never ends, so it is not waited for beyond the limit.
      const late = delay(CLOSE_TIMEOUT_MS, undefined, { signal: given.signal }).then(
        () => discarded.abort(),
        () => {},
      );
      await Promise.race([model.close(), late]);
      given.abort();
    },
  };
}
