import { GraphQLError } from 'graphql';
import { hashOf, type PersistedOperations, textOf } from './operation-request.ts';
import { type OperationStore, sha256 } from './operation-store.ts';
import { hashMismatch, notFound, nothingToRun } from './persisted-errors.ts';

const found = (text: string | undefined) => text ?? notFound();

/**
 * Automatic persisted queries as Apollo's clients speak them: a hash alone; where it is not known the document with its
 * hash; from then on the hash suffices (https://www.apollographql.com/docs/apollo-server/performance/apq).
 */
export function createAutomaticOperations(store: OperationStore): PersistedOperations {
  return {
    resolve(request) {
      const text = textOf(request);
      const hash = hashOf(request);
      if (hash === undefined) return text ?? nothingToRun();
      if (hash instanceof GraphQLError) return hash;
      if (text !== undefined) return sha256(text) === hash ? text : hashMismatch();
      const known = store.get(hash);
      return known instanceof Promise ? known.then(found) : found(known);
    },
    register(request, text) {
      const hash = hashOf(request);
      if (typeof hash === 'string' && !store.has(hash)) store.set(hash, text);
    },
  };
}
