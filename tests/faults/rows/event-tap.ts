import { type ChannelModel, type ConfirmChannel, type ConsumeMessage, connect } from 'amqplib';
import type { RowContext } from './row.ts';

/** On messages that a row has published itself, so that it does not take them for new ones. */
const MADE_BY_A_ROW = 'x-made-by-a-row';

/** Hears everything that is published, and can publish beside the services. */
export interface EventTap extends AsyncDisposable {
  /** Publishes it once more as it came. */
  repeat(message: ConsumeMessage): void;
  publish(routingKey: string, content: Buffer, messageId: string): void;
}

const isOurs = ({ properties }: ConsumeMessage) => properties.headers?.[MADE_BY_A_ROW] !== undefined;

/** @param hear called with every message of the services, not with what the tap has published */
export async function openEventTap(
  { engines, system }: RowContext,
  hear: (message: ConsumeMessage, tap: EventTap) => void,
): Promise<EventTap> {
  const exchange = `${system.namespace}.events`;
  const connection: ChannelModel = await connect(engines.rabbitmq.url);
  connection.on('error', () => {});
  const channel: ConfirmChannel = await connection.createConfirmChannel();
  channel.on('error', () => {});
  const headers = { [MADE_BY_A_ROW]: '1' };
  const tap: EventTap = {
    repeat({ fields, content, properties }) {
      const options = { ...properties, headers: { ...properties.headers, ...headers } };
      channel.publish(exchange, fields.routingKey, content, options);
    },
    publish(routingKey, content, messageId) {
      channel.publish(exchange, routingKey, content, { messageId, persistent: true, headers });
    },
    async [Symbol.asyncDispose]() {
      await channel.waitForConfirms();
      await connection.close();
    },
  };
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, exchange, '#');
  await channel.consume(
    queue,
    (message) => {
      if (message !== null && !isOurs(message)) hear(message, tap);
    },
    { noAck: true },
  );
  return tap;
}
