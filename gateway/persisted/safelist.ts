import { GraphQLError, stripIgnoredCharacters } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationManifest } from './operation-manifest.ts';
import { hashOf, type OperationRequest, type PersistedOperations, textOf } from './operation-request.ts';
import { nothingToRun, notInList, notInSafelist } from './persisted-errors.ts';

/** Spellings of listed documents that are remembered, and how many times as long as the longest document one may be. */
const MAX_SPELLINGS = 1_000;
const LONGEST_SPELLING = 4;

const SCHEME = /^sha256:/;

function idOf({ documentId, id }: OperationRequest): string | undefined {
  const given = documentId ?? id;
  return typeof given === 'string' ? given.replace(SCHEME, '') : undefined;
}

function stripped(text: string): string | undefined {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return undefined;
  }
}

/**
 * Takes the operations of a manifest, by their id (as hash of `persistedQuery`, `documentId` or `id`) or their text, in
 * which blanks, commas and comments do not count. A text with an id is looked up by the text.
 */
export function createSafelist({ operations }: OperationManifest): PersistedOperations {
  const byId = new Map(operations.map(({ id, body }) => [id, body]));
  const byStripped = new Map(operations.map(({ body }) => [stripped(body), body]));
  const spellings = new LRUCache<string, string>({ max: MAX_SPELLINGS });
  const longest = LONGEST_SPELLING * Math.max(0, ...operations.map(({ body }) => body.length));

  function find(text: string): string | GraphQLError {
    const known = spellings.get(text);
    if (known !== undefined) return known;
    const spelt = text.length > longest ? undefined : stripped(text);
    const body = spelt === undefined ? undefined : byStripped.get(spelt);
    if (body === undefined) return notInSafelist();
    spellings.set(text, body);
    return body;
  }

  return {
    resolve(request) {
      const text = textOf(request);
      if (text !== undefined) return find(text);
      const id = hashOf(request) ?? idOf(request);
      if (id === undefined) return nothingToRun();
      if (id instanceof GraphQLError) return id;
      return byId.get(id) ?? notInList();
    },
    register() {},
  };
}
