import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { cardNumberRefused, valueHoldsCard } from '../limits/card-numbers.ts';
import { hideSuggestions } from '../limits/hide-suggestions.ts';

type Values = Readonly<Record<string, unknown>>;

/** Most errors about one request's variables. */
const MAX_ERRORS = 50;

const NONE: Values = Object.freeze({});

/**
 * Makes the coercion of an operation's variables: their values, or the errors that refuse them. Those that the operation
 * does not declare are looked through for card numbers and otherwise ignored.
 *
 * @param hideSchema gives no hints at names that the client did not know
 */
export function createCoercion(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  hideSchema: boolean,
): (given: Values) => Values | readonly GraphQLError[] {
  const badInput = ({ message, nodes }: GraphQLError) =>
    new GraphQLError(hideSchema ? hideSuggestions(message) : message, {
      nodes: nodes ?? null,
      extensions: { code: 'BAD_USER_INPUT' },
    });

  return (given) => {
    let isEmpty = true;
    for (const _name in given) {
      isEmpty = false;
      break;
    }
    if (!isEmpty && valueHoldsCard(given)) return [cardNumberRefused()];
    if (variableDefinitions.length === 0) return NONE;
    const { coerced, errors } = getVariableValues(schema, variableDefinitions, given, { maxErrors: MAX_ERRORS });
    return errors === undefined ? coerced : errors.map(badInput);
  };
}
