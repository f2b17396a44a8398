import { context, propagation } from '@opentelemetry/api';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from './envelope.ts';
import type { MessageContract } from './message-contract.ts';

export interface NewMessage<Data> {
  aggregateId: string;
  aggregateVersion: number;
  data: Data;
  /** The message that this one answers; correlation goes on from it. */
  cause?: Envelope | undefined;
}

/** Puts data into a new envelope, within the trace that is under way. */
export function newMessage<Data>(
  contract: MessageContract<Data>,
  { aggregateId, aggregateVersion, data, cause }: NewMessage<Data>,
): Envelope<Data> {
  const id = uuidv7();
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return {
    id,
    type: contract.type,
    aggregateId,
    aggregateVersion,
    occurredAt: new Date().toISOString(),
    correlationId: cause?.correlationId ?? id,
    ...(cause === undefined ? {} : { causationId: cause.id }),
    ...(carrier.traceparent === undefined ? {} : { traceparent: carrier.traceparent }),
    data,
  };
}
