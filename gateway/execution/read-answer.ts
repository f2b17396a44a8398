import { type Data, type DataPath, isObject } from './data.ts';
import type { SubgraphError } from './executor.ts';

/** An error of a subgraph, and where in its answer it says that it is. */
export interface PlacedError extends SubgraphError {
  readonly path?: DataPath;
}

/** What a subgraph answered. */
export interface SubgraphAnswer {
  readonly data: Data | null;
  readonly errors: readonly PlacedError[];
}

/** What a subgraph answered is no GraphQL response. The message is for the log. */
export class InvalidAnswer extends Error {
  override readonly name = 'InvalidAnswer';
}

const isStep = (step: unknown): step is string | number => typeof step === 'string' || typeof step === 'number';

function readErrors(errors: unknown): PlacedError[] {
  if (errors === undefined || errors === null) return [];
  if (!Array.isArray(errors)) throw new InvalidAnswer('its errors are no list');
  return errors.map((error: unknown) => {
    if (!isObject(error)) throw new InvalidAnswer('an error is no object');
    const { message, path, extensions } = error;
    return {
      message: typeof message === 'string' ? message : '',
      ...(Array.isArray(path) && path.every(isStep) ? { path } : {}),
      ...(extensions === undefined ? {} : { extensions }),
    };
  });
}

/** Reads a subgraph's answer. @throws InvalidAnswer when it is no GraphQL response (specification, "Response Format") */
export function readAnswer(bytes: Buffer): SubgraphAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(bytes.toString());
  } catch {
    throw new InvalidAnswer('it is no JSON');
  }
  if (!isObject(answer)) throw new InvalidAnswer('it is no object');
  const { data } = answer;
  const errors = readErrors(answer['errors']);
  if (isObject(data)) return { data, errors };
  if (data !== undefined && data !== null) throw new InvalidAnswer('its data is no object');
  if (errors.length === 0) throw new InvalidAnswer('it has neither data nor errors');
  return { data: null, errors };
}
