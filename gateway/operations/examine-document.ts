import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { cardNumberRefused, documentHoldsCard } from '../limits/card-numbers.ts';
import type { DocumentRefusals } from '../limits/document-limits.ts';
import { hideSuggestions } from '../limits/hide-suggestions.ts';
import { limitStatus } from '../limits/limit-error.ts';
import { forgetTokens } from './forget-tokens.ts';
import type { RefusedDocument } from './graph.ts';
import { lasting, refuseDocument } from './refusals.ts';

export interface ExaminationOptions {
  schema: GraphQLSchema;
  limits: DocumentRefusals;
  /** Refuses introspection, and gives no hints at names that the client did not know. */
  hideSchema: boolean;
}

/** Most errors told of one document, then validation ends: with the 100 of graphql-js it takes twice as long. */
const MAX_ERRORS = 20;

/** Parses a document, or gives the error that refuses it. */
function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** Makes the examination of documents: limits, syntax, card numbers, validity, in this order. */
export function createExamination({ schema, limits, hideSchema }: ExaminationOptions) {
  const rules = hideSchema ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules;

  const shown = (message: string) => (hideSchema ? hideSuggestions(message) : message);
  const invalid = (error: GraphQLError) => lasting(error, 'GRAPHQL_VALIDATION_FAILED', shown(error.message));

  return (text: string): DocumentNode | RefusedDocument => {
    const tooMuch = limits.refuseText(text);
    if (tooMuch !== undefined) return refuseDocument([lasting(tooMuch, 'BAD_USER_INPUT')], limitStatus(tooMuch));
    const document = parsed(text);
    if (document instanceof GraphQLError) return refuseDocument([lasting(document, 'GRAPHQL_PARSE_FAILED')]);
    if (documentHoldsCard(document)) return refuseDocument([cardNumberRefused()]);
    const refusal = limits.refuseDocument(document);
    if (refusal !== undefined) return refuseDocument([lasting(refusal, 'BAD_USER_INPUT')], limitStatus(refusal));
    const errors = validate(schema, document, rules, { maxErrors: MAX_ERRORS });
    if (errors.length > 0) return refuseDocument(errors.map(invalid));
    forgetTokens(document);
    return document;
  };
}
