import type { IncrementalPart } from '../execution/executor.ts';
import type { OperationAnswer } from '../operations/graph.ts';
import type { LocatedError } from '../operations/refusals.ts';

/** An error with its members in the order in which graphql-js writes them. */
export const shownError = ({ message, locations, path, extensions }: LocatedError) => ({
  message,
  ...(locations === undefined ? {} : { locations }),
  ...(path === undefined ? {} : { path }),
  extensions,
});

const errorsText = (errors: readonly LocatedError[]) => JSON.stringify(errors.map(shownError));

type Members = Pick<OperationAnswer, 'data' | 'errors' | 'cost'>;

const errorsBefore = (errors: readonly LocatedError[]) =>
  errors.length === 0 ? '' : `"errors":${errorsText(errors)},`;

/** What stands before and after the value of `data`: errors come first, as Apollo Server writes them. */
function envelopeOf({ data, errors, cost }: Members): { before: string; after: string } {
  const after = cost === undefined ? '' : `,"extensions":{"cost":${JSON.stringify(cost)}}`;
  if (data === undefined) return { before: `{"errors":${errorsText(errors)}`, after };
  return { before: `{${errorsBefore(errors)}"data":`, after };
}

/** Shorter data becomes text: with the head it goes out in one write of one string. */
const MAX_TEXT = 4_096;

/** An answer as Apollo Server writes it, in pieces: longer data is not copied between what stands before and after it. */
export function answerPieces(answer: Members): readonly (string | Buffer)[] {
  const { before, after } = envelopeOf(answer);
  const { data } = answer;
  if (data === undefined) return [`${before}${after}}\n`];
  if (data.length <= MAX_TEXT) return [`${before}${data.toString()}${after}}\n`];
  return [before, data, `${after}}\n`];
}

const HEAD = 'content-type: application/json; charset=utf-8\r\n\r\n';

/** The first part of an answer in parts; more follow. */
export function firstPart(answer: Members): string {
  const { before, after } = envelopeOf(answer);
  return `\r\n---\r\n${HEAD}${before}${answer.data ?? ''}${after},"hasNext":true}\r\n---\r\n`;
}

function incrementalText({ label, path, data, errors }: IncrementalPart): string {
  const labelText = label === undefined ? '' : `"label":${JSON.stringify(label)},`;
  return `{${labelText}"path":${JSON.stringify(path)},${errorsBefore(errors)}"data":${data}}`;
}

/** A later part of an answer in parts. */
export const laterPart = (parts: readonly IncrementalPart[]): string =>
  `${HEAD}{"incremental":[${parts.map(incrementalText).join(',')}],"hasNext":true}\r\n---\r\n`;

/** What ends an answer in parts. */
export const LAST_PART = `${HEAD}{"hasNext":false}\r\n-----\r\n`;
