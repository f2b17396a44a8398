import { type ConfirmChannel, connect, type GetMessage } from 'amqplib';
import { type DeadLetter, type DeadLetters, deadLetterOf } from '../dead-letters/dead-letters.ts';
import { partitionOf } from '../partition-of.ts';
import { parseContent } from './parse-content.ts';
import { deadLettersOf, queueOf } from './topology.ts';

const NOT_FOUND = 404;

/** What becomes of a letter that was read: kept where it is, or gone from there. */
type Fate = 'keep' | 'remove';

/** The dead letters of a RabbitMQ. @throws Error when it cannot be reached */
export async function openRabbitMqDeadLetters(url: string, namespace: string): Promise<DeadLetters> {
  const connection = await connect(url, { timeout: 5_000 });
  // The call under way says it, too.
  connection.on('error', () => {});

  /** Reads letters one by one. What is kept stays with this channel until the end and goes back when it closes. */
  async function read(
    group: string,
    limit: number,
    decide: (channel: ConfirmChannel, message: GetMessage, letter: DeadLetter) => Promise<Fate>,
  ): Promise<void> {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => {});
    const queue = deadLettersOf(namespace, group);
    try {
      const { messageCount } = await channel.checkQueue(queue);
      for (let count = 0; count < Math.min(messageCount, limit); count++) {
        const message = await channel.get(queue);
        if (message === false) break;
        const letter = deadLetterOf(group, parseContent(message.content));
        if ((await decide(channel, message, letter)) === 'remove') channel.ack(message);
      }
    } catch (error) {
      // A group that was never declared has none, and its channel is closed already.
      if ((error as { code?: number }).code === NOT_FOUND) return;
      await giveBack(channel).catch(() => {});
      throw error;
    }
    await giveBack(channel);
  }

  /** A close alone gives back, too, but RabbitMQ takes its time with it. */
  async function giveBack(channel: ConfirmChannel): Promise<void> {
    channel.nackAll(true);
    await channel.close();
  }

  function queueFor({ id, group, aggregateId }: DeadLetter, message: GetMessage): string {
    const came = message.properties.headers?.['x-first-death-queue'];
    if (typeof came === 'string' && came.startsWith(`${namespace}.${group}.`)) return came;
    if (aggregateId === undefined) throw new Error(`${id} tells no partition: it can only be discarded`);
    return queueOf(namespace, group, partitionOf(aggregateId));
  }

  async function putBack(channel: ConfirmChannel, message: GetMessage, letter: DeadLetter): Promise<void> {
    const { messageId, type, contentType, headers } = message.properties;
    const traceparent = headers?.['traceparent'];
    let returned = false;
    const onReturn = () => {
      returned = true;
    };
    channel.once('return', onReturn);
    const queue = queueFor(letter, message);
    channel.publish('', queue, message.content, {
      persistent: true,
      mandatory: true,
      messageId,
      type,
      contentType,
      headers: traceparent === undefined ? {} : { traceparent },
    });
    await channel.waitForConfirms();
    channel.off('return', onReturn);
    if (returned) throw new Error(`there is no queue ${queue}: start ${letter.group} once`);
  }

  return {
    async list(group, limit) {
      const letters: DeadLetter[] = [];
      await read(group, limit, async (_channel, _message, letter) => {
        letters.push(letter);
        return 'keep';
      });
      return letters;
    },
    async redrive(group, wanted) {
      const letters: DeadLetter[] = [];
      await read(group, Number.POSITIVE_INFINITY, async (channel, message, letter) => {
        if (!wanted(letter)) return 'keep';
        await putBack(channel, message, letter);
        letters.push(letter);
        return 'remove';
      });
      return letters;
    },
    async discard(group, wanted) {
      const letters: DeadLetter[] = [];
      await read(group, Number.POSITIVE_INFINITY, async (_channel, _message, letter) => {
        if (!wanted(letter)) return 'keep';
        letters.push(letter);
        return 'remove';
      });
      return letters;
    },
    [Symbol.asyncDispose]: () => connection.close(),
  };
}
