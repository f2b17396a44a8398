import type { DocumentNode, GraphQLError } from 'graphql';
import { createDocumentRefusal, type SelectionLimits } from './refuse-document.ts';
import { createTextRefusal, type TextLimits } from './refuse-text.ts';

/** Longest request body and websocket message, in bytes. */
export const MAX_REQUEST_BYTES = 100_000;

/**
 * What one document may hold. Brackets open at once are always limited, see MAX_BRACKETS. Together the limits keep parsing
 * and graphql-js' validation, some of whose rules are quadratic, under 50 ms.
 */
export interface DocumentLimits extends TextLimits, SelectionLimits {}

/** The largest operation of our own clients has some 150 tokens and is 4 fields deep. */
export const DEFAULT_DOCUMENT_LIMITS: DocumentLimits = {
  characters: MAX_REQUEST_BYTES,
  tokens: 5_000,
  lines: 2_000,
  operations: 20,
  fragments: 200,
  directives: 100,
  depth: 30,
  fields: 3_000,
  rootFields: 50,
  aliases: 100,
  overlaps: 100_000,
};

/** Checks of a document before it is validated. Each gives the error that refuses it, whose code names the limit. */
export interface DocumentRefusals {
  /** Before parsing, in one pass over the tokens. Syntax errors are left to the parser. */
  refuseText(text: string): GraphQLError | undefined;
  /** After parsing, before validation: all operations and fragments, linear in their number. */
  refuseDocument(document: DocumentNode): GraphQLError | undefined;
}

/** @param limits those that are not given have their defaults */
export function createDocumentLimits(limits: Partial<DocumentLimits> = {}): DocumentRefusals {
  const all = { ...DEFAULT_DOCUMENT_LIMITS, ...limits };
  return { refuseText: createTextRefusal(all), refuseDocument: createDocumentRefusal(all) };
}
