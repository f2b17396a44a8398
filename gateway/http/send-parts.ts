import type { ServerResponse } from 'node:http';
import type { IncrementalPart } from '../execution/executor.ts';
import type { OperationAnswer } from '../operations/graph.ts';
import { firstPart, LAST_PART, laterPart } from './answer-text.ts';

/** Writes a text, and waits for a client that reads slowly. */
function write(response: ServerResponse, text: string, gone: Promise<unknown>): Promise<unknown> | undefined {
  if (response.write(text)) return undefined;
  return Promise.race([new Promise((resolve) => response.once('drain', resolve)), gone]);
}

/**
 * Sends an answer that comes in parts, each as soon as it is there. A client that goes away ends the iteration.
 *
 * @param response its head is written
 * @param onErrors told of the errors in later parts
 */
export async function sendParts(
  response: ServerResponse,
  answer: OperationAnswer,
  later: AsyncIterable<readonly IncrementalPart[]>,
  onErrors: (errors: IncrementalPart['errors']) => void,
): Promise<void> {
  const gone = new Promise<'gone'>((resolve) => {
    // Who went away before the first part was there closes nothing any more.
    if (response.destroyed) resolve('gone');
    else response.once('close', () => resolve('gone'));
  });
  const parts = later[Symbol.asyncIterator]();
  try {
    await write(response, firstPart(answer), gone);
    for (;;) {
      const next = await Promise.race([parts.next(), gone]);
      if (next === 'gone' || response.destroyed) return;
      if (next.done) break;
      for (const { errors } of next.value) onErrors(errors);
      await write(response, laterPart(next.value), gone);
    }
    response.end(LAST_PART);
  } finally {
    // Not waited for: a generator ends only after what it waits for has come. What it throws then is of no use to anybody.
    parts.return?.().catch(() => {});
  }
}
