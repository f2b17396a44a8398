import { z } from 'zod';
import { type Envelope, envelopeSchema } from './envelope.ts';

/** A versioned message that subgraphs agree on: an event (past tense) or a command (imperative). */
export interface MessageContract<Data = unknown> {
  readonly type: string;
  readonly data: z.ZodType<Data>;
}

/** The data of a contract's messages. */
export type DataOf<Contract> = Contract extends MessageContract<infer Data> ? Data : never;

/** A message that cannot be understood, now or later: it belongs into the dead letters. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** Declares a message `type` (`<subgraph>.<name>.v<major>`) with the shape of its data; readers ignore unknown fields. */
export function defineMessage<Shape extends z.ZodRawShape>(
  type: string,
  shape: Shape,
): MessageContract<z.infer<z.ZodObject<Shape>>> {
  return { type, data: z.object(shape) as z.ZodType<z.infer<z.ZodObject<Shape>>> };
}

/**
 * Reads the envelope around a message from the broker.
 *
 * @throws MalformedMessage naming what is wrong
 */
export function parseEnvelope(message: unknown): Envelope {
  const parsed = envelopeSchema.safeParse(message);
  if (!parsed.success) throw new MalformedMessage(`not an envelope: ${z.prettifyError(parsed.error)}`);
  return parsed.data as Envelope;
}

/**
 * Reads an envelope's data by its contract.
 *
 * @throws MalformedMessage when the type is another one or the data does not fit
 */
export function parseMessage<Data>(contract: MessageContract<Data>, envelope: Envelope): Envelope<Data> {
  if (envelope.type !== contract.type) throw new MalformedMessage(`expected ${contract.type}, got ${envelope.type}`);
  const parsed = contract.data.safeParse(envelope.data);
  if (!parsed.success) throw new MalformedMessage(`${contract.type}: ${z.prettifyError(parsed.error)}`);
  return { ...envelope, data: parsed.data };
}
