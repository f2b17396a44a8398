import { isDeepStrictEqual } from 'node:util';

/** How an answer compares with the reference's. */
export type Likeness = 'same bytes' | 'same' | 'other key order' | 'another answer';

interface Body {
  data?: unknown;
  errors?: unknown;
}

const parse = (text: string): Body => {
  try {
    return JSON.parse(text);
  } catch {
    return { errors: text };
  }
};

/** Compares data and errors; what stands in `extensions` is every gateway's own affair. Blanks at the end are no difference. */
export function compareAnswers(reference: string, answer: string): Likeness {
  if (reference.trimEnd() === answer.trimEnd()) return 'same bytes';
  const { data, errors } = parse(answer);
  const expected = parse(reference);
  const found = [data, errors];
  const wanted = [expected.data, expected.errors];
  if (JSON.stringify(found) === JSON.stringify(wanted)) return 'same';
  return isDeepStrictEqual(found, wanted) ? 'other key order' : 'another answer';
}

const ORDER: readonly Likeness[] = ['same bytes', 'same', 'other key order', 'another answer'];

/** The least likeness of many. */
export function leastLikeness(likenesses: readonly Likeness[]): Likeness {
  return ORDER.findLast((likeness) => likenesses.includes(likeness)) ?? 'same bytes';
}

/** Whether a body is an answer without errors, as all of the bench's operations have. */
export function isComplete(text: string): boolean {
  const { data, errors } = parse(text);
  return errors === undefined && data !== undefined && data !== null;
}
