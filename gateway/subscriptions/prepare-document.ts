import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { cardNumberRefused, documentHoldsCard, textHoldsCard } from '../limits/card-numbers.ts';
import { MAX_TOKENS } from '../limits/document-limits.ts';
import { documentRefusal } from '../limits/document-refusal.ts';

type Prepared = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/** Documents kept, parsed and validated. */
const MAX_DOCUMENTS = 500;

const withCode = ({ message, nodes, source, positions }: GraphQLError, code: string, hideSchema: boolean) =>
  new GraphQLError(hideSchema ? message.replace(/ Did you mean .+\?$/, '') : message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });

/**
 * Parses and validates what comes over a websocket; over HTTP Apollo Server does so.
 *
 * @param hideSchema refuses introspection, and gives no hints at names that the client did not know
 */
export function createDocumentPreparation(schema: GraphQLSchema, hideSchema: boolean): (query: string) => Prepared {
  const known = new LRUCache<string, Prepared>({ max: MAX_DOCUMENTS });
  const validationRules = hideSchema ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;

  function prepare(query: string): Prepared {
    if (textHoldsCard(query)) return { errors: [cardNumberRefused()] };
    const refusal = documentRefusal(query);
    if (refusal !== undefined) return { errors: [refusal] };
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: MAX_TOKENS });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED', false)] };
    }
    if (documentHoldsCard(document)) return { errors: [cardNumberRefused()] };
    const errors = validate(schema, document, validationRules);
    if (errors.length === 0) return { document };
    return { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED', hideSchema)) };
  }

  return (query) => {
    const prepared = known.get(query) ?? prepare(query);
    known.set(query, prepared);
    return prepared;
  };
}
