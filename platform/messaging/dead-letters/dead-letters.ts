import { createHash } from 'node:crypto';

/** A message that a consumer group could not obey. */
export interface DeadLetter {
  /** The message's id, or one made from its bytes where it has none. */
  id: string;
  group: string;
  type: string | undefined;
  aggregateId: string | undefined;
  /** As it came: JSON, or the text that is none. */
  content: unknown;
}

/** The dead letters of a broker. Reading loses none; a letter that is moved may be there twice after a crash, never gone. */
export interface DeadLetters extends AsyncDisposable {
  /** The oldest `limit` letters of a group. */
  list(group: string, limit: number): Promise<DeadLetter[]>;
  /**
   * Puts a group's letters back to their partition of it, at its end; neither other groups nor the feed see them again.
   *
   * @returns those that were put back
   * @throws Error for a letter whose partition cannot be told
   */
  redrive(group: string, wanted: (letter: DeadLetter) => boolean): Promise<DeadLetter[]>;
  /** Throws letters away. @returns those that were thrown away */
  discard(group: string, wanted: (letter: DeadLetter) => boolean): Promise<DeadLetter[]>;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** @param content JSON, or a text that is none */
export function deadLetterOf(group: string, content: unknown): DeadLetter {
  const { id, type, aggregateId } = Object(content) as Record<string, unknown>;
  return {
    id: textOf(id) ?? createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16),
    group,
    type: textOf(type),
    aggregateId: textOf(aggregateId),
    content,
  };
}
