import { createHash } from 'node:crypto';
import { PARTITIONS } from './broker.ts';

/** The partition (0 to 7) of an aggregate's messages: the same in every process and for ever. */
export function partitionOf(aggregateId: string): number {
  return createHash('sha1').update(aggregateId).digest().readUInt32BE(0) % PARTITIONS;
}
