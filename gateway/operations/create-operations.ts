import { type DocumentNode, GraphQLError, getOperationAST } from 'graphql';
import { LRUCache } from 'lru-cache';
import { cardNumberRefused, textHoldsCard } from '../limits/card-numbers.ts';
import type { DocumentRefusals } from '../limits/document-limits.ts';
import { limitStatus } from '../limits/limit-error.ts';
import { createExamination } from './examine-document.ts';
import type { Graph, OperationText, RefusedDocument } from './graph.ts';
import { type PreparationParts, prepareOperation, type WarmableOperation } from './prepare-operation.ts';
import { lasting, refuseDocument } from './refusals.ts';

export interface OperationsOptions extends PreparationParts {
  limits: DocumentRefusals;
}

/** A valid document and those of its operations that were asked for. */
interface KnownDocument {
  readonly document: DocumentNode;
  /** By the name that the client gave. */
  readonly operations: Map<string | undefined, WarmableOperation | RefusedDocument>;
}

/** Documents kept. */
const MAX_DOCUMENTS = 2_000;

/** Characters of the documents kept: a prepared one takes 50 bytes a character, and its plan comes on top. */
const MAX_CHARACTERS = 1_000_000;

/** Texts kept that are refused, apart: what hostile clients send must not take the place of what others do. */
const MAX_REFUSED = 1_000;
const MAX_REFUSED_CHARACTERS = 1_000_000;

const UNKNOWN_NAME = refuseDocument([
  new GraphQLError('The document has no operation of this name.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  }),
]);

const isRefusal = (examined: DocumentNode | RefusedDocument): examined is RefusedDocument => 'refused' in examined;

const lengthOf = (_value: unknown, text: string) => text.length + 1;

/** The cache of operations: examined, prepared and remembered by text, then by operation name. */
export function createOperations(options: OperationsOptions): Pick<Graph, 'prepare' | 'popular' | 'warm'> {
  const examine = createExamination(options);
  const documents = new LRUCache<string, KnownDocument>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: lengthOf,
  });
  const refused = new LRUCache<string, RefusedDocument>({
    max: MAX_REFUSED,
    maxSize: MAX_REFUSED_CHARACTERS,
    sizeCalculation: lengthOf,
  });

  /** The operation of a name, that is asked for for the first time. */
  function select({ document, operations }: KnownDocument, name: string | undefined) {
    const operation = getOperationAST(document, name);
    if (operation === null || operation === undefined) {
      return name !== undefined && textHoldsCard(name) ? refuseDocument([cardNumberRefused()]) : UNKNOWN_NAME;
    }
    let prepared: WarmableOperation | RefusedDocument;
    try {
      prepared = prepareOperation(document, operation, options);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      prepared = refuseDocument([lasting(error, 'BAD_USER_INPUT')], limitStatus(error));
    }
    operations.set(name, prepared);
    return prepared;
  }

  function prepare(text: string, operationName: string | undefined): WarmableOperation | RefusedDocument {
    const known = documents.get(text);
    if (known !== undefined) return known.operations.get(operationName) ?? select(known, operationName);
    const refusal = refused.get(text);
    if (refusal !== undefined) return refusal;
    // Not remembered: a number must not stay in memory.
    if (textHoldsCard(text)) return refuseDocument([cardNumberRefused()]);
    const examined = examine(text);
    if (isRefusal(examined)) {
      refused.set(text, examined);
      return examined;
    }
    const found = { document: examined, operations: new Map() };
    documents.set(text, found);
    return select(found, operationName);
  }

  return {
    prepare,
    popular(limit) {
      const found: OperationText[] = [];
      for (const [text, { operations }] of documents.entries()) {
        for (const [operationName, prepared] of operations) {
          if (found.length >= limit) return found;
          if (!('refused' in prepared)) found.push({ text, operationName });
        }
      }
      return found;
    },
    async warm({ text, operationName }) {
      const prepared = prepare(text, operationName);
      if (!('refused' in prepared)) await prepared.warm();
    },
  };
}
