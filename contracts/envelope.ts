import { z } from 'zod';

/** What surrounds the data of every event and command on the broker. */
export const envelopeSchema = z.object({
  /** UUIDv7, the key of deduplication. */
  id: z.uuid(),
  /** `<subgraph>.<name>.v<major>` */
  type: z.string().regex(/^[a-z]+\.[a-z-]+\.v\d+$/),
  /** What must stay in order: messages of one aggregate are consumed in the order in which they were committed. */
  aggregateId: z.uuid(),
  /** Grows with every event of the aggregate; what a reader drops repetitions by. */
  aggregateVersion: z.int().nonnegative(),
  occurredAt: z.iso.datetime(),
  /** One id through everything that a first cause brought about. */
  correlationId: z.string(),
  /** The message that this one answers. */
  causationId: z.uuid().optional(),
  /** W3C trace context of the cause. */
  traceparent: z.string().optional(),
  data: z.unknown(),
});

export type Envelope<Data = unknown> = Omit<z.infer<typeof envelopeSchema>, 'data'> & { data: Data };
