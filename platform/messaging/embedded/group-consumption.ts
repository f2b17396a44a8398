import { startWorker } from '#platform/lifecycle/worker.ts';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { Database } from '#platform/postgres/database.ts';
import { type ConsumeOptions, type Consumption, PARTITIONS } from '../broker.ts';
import { acknowledge, bindGroup, type Delivery, nextDeliveries, putToDeadLetters } from './delivery-store.ts';

/** A consumer group within this process: its partitions are divided among its members. */
export interface Group {
  join(options: ConsumeOptions): Consumption;
  /** Says that a partition has something new. */
  wake(partition: number): void;
  /** Waits for the messages in hand of all members. */
  end(): Promise<void>;
}

interface Member {
  handle: ConsumeOptions['handle'];
  /** Binds the group to what the member wants; again until it has succeeded. */
  bind(): Promise<void>;
  inHand: Set<Promise<void>>;
}

/** Publishing wakes the partitions; this is for what a failure left behind. */
const SWEEP_MS = 5_000;

export function createGroup(database: Database, name: string, logger: Logger): Group {
  const members: Member[] = [];

  async function settle(member: Member, partition: number, { position, envelope }: Delivery): Promise<void> {
    const place = { group: name, partition };
    const verdict = await member.handle(envelope, 0);
    if (verdict === 'ack') await acknowledge(database, place, position);
    else await putToDeadLetters(database, place, position);
  }

  async function consumePartition(partition: number): Promise<boolean> {
    if (members.length === 0) return false;
    await Promise.all(members.map((member) => member.bind()));
    const deliveries = await nextDeliveries(database, { group: name, partition });
    for (const delivery of deliveries) {
      const member = members[partition % members.length];
      if (member === undefined) return false;
      const settled = settle(member, partition, delivery);
      member.inHand.add(settled);
      try {
        await settled;
      } finally {
        member.inHand.delete(settled);
      }
    }
    return deliveries.length > 0;
  }

  // They stay when the last member leaves: whoever comes next waits for the message in hand of the one who left.
  const workers = Array.from({ length: PARTITIONS }, (_, partition) =>
    startWorker({
      name: `consumer ${name}, partition ${partition}`,
      logger,
      sweepMs: SWEEP_MS,
      work: () => consumePartition(partition),
    }),
  );

  async function leave(member: Member): Promise<void> {
    const index = members.indexOf(member);
    if (index !== -1) members.splice(index, 1);
    await Promise.allSettled(member.inHand);
  }

  return {
    join({ types, handle }) {
      const { promise: started, resolve: start } = Promise.withResolvers<void>();
      let binding: Promise<void> | undefined;
      const bind = () => {
        binding ??= bindGroup(database, name, types).then(start, (error) => {
          binding = undefined;
          throw error;
        });
        return binding;
      };
      const member: Member = { handle, bind, inHand: new Set() };
      members.push(member);
      for (const worker of workers) worker.wake();
      return { started, stop: () => leave(member) };
    },
    wake: (partition) => workers[partition]?.wake(),
    async end() {
      members.splice(0);
      await Promise.all(workers.map((worker) => worker[Symbol.asyncDispose]()));
    },
  };
}
