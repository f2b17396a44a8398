import type { Logger } from '#platform/logging/create-logger.ts';
import { type ConsumeOptions, type Consumption, PARTITIONS, type PartitionShare } from '../broker.ts';
import type { Connection } from './connection.ts';
import { consumePartition } from './consume-partition.ts';

/**
 * Consumes a group's partitions: subscribed to all of them, so that RabbitMQ hands over those of an instance that ends, and
 * leaving those of other live instances to them.
 */
export function consumeGroup(
  connection: Connection,
  namespace: string,
  { group, types, handle, share }: ConsumeOptions,
  logger: Logger,
): Consumption {
  const names = { namespace, group, types };
  let stopped = false;
  let shares: PartitionShare | undefined;
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) =>
    consumePartition({
      connection,
      names,
      partition,
      handle,
      isOurs: () => shares?.has(partition) ?? true,
      logger,
    }),
  );

  async function start(): Promise<void> {
    await Promise.all(partitions.map(({ started }) => started));
    // Not before: others would leave to us what we are not in line for.
    if (!stopped) shares = share?.(() => connection.isOpen());
  }

  return {
    started: start(),
    async stop() {
      stopped = true;
      await Promise.all([shares?.[Symbol.asyncDispose](), ...partitions.map((partition) => partition.stop())]);
    },
  };
}
