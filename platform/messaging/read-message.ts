import type { Envelope } from '#contracts/envelope.ts';
import { MalformedMessage, parseEnvelope } from '#contracts/message-contract.ts';
import type { Consumer } from './consumer.ts';
import { nameOfType } from './name-of-type.ts';
import { subscribedTypes } from './subscribed-types.ts';

/** Deeper than any contract; what is far deeper overflows the stack of whoever writes it out again. */
const MAX_DEPTH = 32;

const knownTypes = new Set(Object.values(subscribedTypes).flat());

/** Level by level, since a recursion would end where the nesting is deep enough. */
function refuseUnsafe(message: unknown): void {
  let level = [message];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw new MalformedMessage(`nested deeper than ${MAX_DEPTH} levels`);
    const deeper: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (Object.hasOwn(value, '__proto__')) throw new MalformedMessage('a key is __proto__');
      // One by one, since a call's arguments go onto the stack, and there may be a hundred thousand.
      for (const part of Object.values(value)) deeper.push(part);
    }
    level = deeper;
  }
}

export interface ReadMessage {
  envelope: Envelope;
  /** Undefined for a message to be passed over: an older version of this service asked for its type. */
  consumer: Consumer | undefined;
}

/**
 * Reads what the broker brought and finds who consumes it. Its data is not parsed yet.
 *
 * @throws MalformedMessage when it is no envelope, of a type that nobody knows, or of another version than the one consumed
 */
export function readMessage(raw: unknown, consumers: ReadonlyMap<string, Consumer>): ReadMessage {
  refuseUnsafe(raw);
  const envelope = parseEnvelope(raw);
  const consumer = consumers.get(envelope.type);
  if (consumer !== undefined) return { envelope, consumer };
  const name = nameOfType(envelope.type);
  const others = [...consumers.keys()].filter((type) => nameOfType(type) === name);
  if (others.length > 0) throw new MalformedMessage(`${envelope.type} is unknown, ${others.join(', ')} is consumed`);
  if (!knownTypes.has(envelope.type)) throw new MalformedMessage(`nobody consumes ${envelope.type}`);
  return { envelope, consumer: undefined };
}
