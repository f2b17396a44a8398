import type { GraphQLError } from 'graphql';
import { badRequest } from './persisted-errors.ts';

/** What of a request says which document is to be run, as it came; nothing of it is checked. */
export interface OperationRequest {
  readonly query?: unknown;
  readonly extensions?: unknown;
  /** The id of a persisted document, bare or with its scheme, `sha256:…` (GraphQL over HTTP, "Persisted Documents"). */
  readonly documentId?: unknown;
  readonly id?: unknown;
}

type Found = string | GraphQLError;

/** Finds the document that a request wants to be run. */
export interface PersistedOperations {
  /**
   * The document's text, or the error that the whole answer is (its status by `persistedStatus`). Gives a promise only when
   * a shared store has to be asked. Does not reject.
   */
  resolve(request: OperationRequest): Found | Promise<Found>;
  /**
   * To be called when a document that `resolve` gave has turned out valid: from then on its hash suffices. What is not
   * valid is not kept, so that nobody fills the store, shared by all, with what nobody can run.
   */
  register(request: OperationRequest, text: string): void;
}

const SHA256 = /^[\da-f]{64}$/;

/**
 * The hash of `extensions.persistedQuery`; undefined where there is none.
 *
 * @returns an error (BAD_REQUEST) when the extension is none of version 1 with a SHA-256 in lower-case hexadecimal digits
 */
export function hashOf({ extensions }: OperationRequest): string | undefined | GraphQLError {
  if (typeof extensions !== 'object' || extensions === null) return undefined;
  const { persistedQuery } = extensions as Record<string, unknown>;
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  const { version, sha256Hash } = persistedQuery as Record<string, unknown>;
  if (version !== 1) return badRequest('Unsupported persisted query version');
  if (typeof sha256Hash === 'string' && SHA256.test(sha256Hash)) return sha256Hash;
  return badRequest('persistedQuery.sha256Hash is a SHA-256 in lower-case hexadecimal digits');
}

/** The document that a request brings itself. */
export const textOf = ({ query }: OperationRequest): string | undefined =>
  typeof query === 'string' && query !== '' ? query : undefined;
