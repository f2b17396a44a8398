import { type Channel, type ChannelModel, type ConsumeMessage, connect } from 'amqplib';

export interface Letter {
  /** The message's id as its sender wrote it; undefined where there is none. */
  id: string | undefined;
  content: string;
}

/** What lies in the broker's queues. Looking changes nothing. */
export interface Queues {
  /** How many messages wait in a queue; undefined where there is no such queue. */
  depthOf(queue: string): Promise<number | undefined>;
  /** What lies in a queue; undefined where there is no such queue. */
  lettersIn(queue: string): Promise<Letter[] | undefined>;
  /** Which of these messages do not stand in a stream behind an instant, by their ids. */
  missingIn(stream: string, since: Date, ids: ReadonlySet<string>): Promise<string[]>;
}

/** A stream that has had nothing more to say for so long is read to its end, in ms. */
const SILENCE_MS = 3_000;
const PREFETCH = 500;

/** Reads until nothing is missed any more, or nothing more comes. */
function readStream(channel: Channel, stream: string, since: Date, missing: Set<string>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let silence = setTimeout(resolve, SILENCE_MS);
  const offset = { '!': 'timestamp', value: Math.floor(since.getTime() / 1_000) };
  const hear = (message: ConsumeMessage | null) => {
    if (message === null) return;
    channel.ack(message);
    missing.delete(message.properties.messageId);
    clearTimeout(silence);
    if (missing.size === 0) resolve();
    else silence = setTimeout(resolve, SILENCE_MS);
  };
  channel.consume(stream, hear, { arguments: { 'x-stream-offset': offset } }).catch(reject);
  return promise.finally(() => clearTimeout(silence));
}

/** Asks on a channel of its own: RabbitMQ closes the one on which a missing queue was asked for. */
async function onChannel<Result>(
  connection: ChannelModel,
  ask: (channel: Channel) => Promise<Result>,
): Promise<Result | undefined> {
  const channel = await connection.createChannel();
  channel.on('error', () => {});
  try {
    const result = await ask(channel);
    await channel.close();
    return result;
  } catch (error) {
    if ((error as { code?: number }).code === 404) return undefined;
    throw error;
  }
}

/** @throws Error when the broker cannot be reached */
export async function openQueues(amqpUrl: string): Promise<Queues & AsyncDisposable> {
  const connection = await connect(amqpUrl, { timeout: 10_000 });
  connection.on('error', () => {});
  return {
    depthOf: (queue) => onChannel(connection, async (channel) => (await channel.checkQueue(queue)).messageCount),
    lettersIn: (queue) =>
      onChannel(connection, async (channel) => {
        const letters: Letter[] = [];
        const { messageCount } = await channel.checkQueue(queue);
        // Not acknowledged: the close of the channel gives them back.
        while (letters.length < messageCount) {
          const message = await channel.get(queue);
          if (message === false) break;
          letters.push({ id: message.properties.messageId, content: message.content.toString() });
        }
        return letters;
      }),
    async missingIn(stream, since, ids) {
      const missing = new Set(ids);
      if (missing.size === 0) return [];
      const read = await onChannel(connection, async (channel) => {
        await channel.prefetch(PREFETCH);
        await readStream(channel, stream, since, missing);
        return true;
      });
      if (read === undefined) throw new Error(`there is no stream ${stream}`);
      return [...missing];
    },
    [Symbol.asyncDispose]: () => connection.close(),
  };
}
