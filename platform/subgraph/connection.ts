import type { z } from 'zod';
import { graphError } from './errors.ts';

/** Most entries of one page. */
export const MAX_PAGE = 100;

export interface Page<Key> {
  /** How many entries are wanted, 1 to 100. */
  first: number;
  /** The sort key of the entry that the page begins behind. */
  after: Key | undefined;
}

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A sort key (the values that a list is ordered by) as an opaque cursor. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Reads a connection's arguments.
 *
 * @param key the shape of the list's sort key
 * @throws GraphQLError BAD_USER_INPUT naming `first` or `after`
 */
export function pageOf<Key>(args: { first?: number | null; after?: string | null }, key: z.ZodType<Key>): Page<Key> {
  const first = args.first ?? 20;
  if (first < 1 || first > MAX_PAGE) {
    throw graphError('BAD_USER_INPUT', `first must be from 1 to ${MAX_PAGE}.`, 'first');
  }
  if (args.after === undefined || args.after === null) return { first, after: undefined };
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(args.after, 'base64url').toString());
  } catch {
    decoded = undefined;
  }
  const parsed = key.safeParse(decoded);
  if (!parsed.success) throw graphError('BAD_USER_INPUT', 'after is not a cursor of this list.', 'after');
  return { first, after: parsed.data };
}

/**
 * Makes a connection of a page's rows.
 *
 * @param rows in order, and one more than `first` where there is a next page
 * @param keyOf an entry's sort key
 */
export function connectionOf<Node>(
  rows: readonly Node[],
  first: number,
  keyOf: (node: Node) => readonly (string | number)[],
): Connection<Node> {
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
  return { edges, nodes, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}
