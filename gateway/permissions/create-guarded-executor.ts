import { type ExecutionResult, type FragmentDefinitionNode, GraphQLError, getOperationAST, Kind } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { graphError } from '#platform/subgraph/errors.ts';
import type { RuleTree } from '#platform/subgraph/shield.ts';
import type { Executor, OperationRequest } from '../execution/executor.ts';
import { completeResult } from './complete-result.ts';
import { createFieldRules } from './field-rules.ts';
import { createPermissionPass, type DeniedField } from './permission-pass.ts';

/** Executes what the viewer may ask for, and nothing else. */
export interface GuardedExecutor {
  readonly schema: Executor['schema'];
  /**
   * Executes a query or a mutation. A mutation with a denied field is refused whole, before anything runs; a query loses
   * its denied fields.
   *
   * @param request its variables are as the client sent them
   */
  execute(request: OperationRequest): Promise<ExecutionResult>;
  /** Checks a subscription: the request with coerced variables, or the errors that refuse it whole. */
  admit(request: OperationRequest): Promise<{ request: OperationRequest } | { errors: readonly GraphQLError[] }>;
}

const badInput = (error: GraphQLError) =>
  new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });

const errorAt = ({ path, error }: DeniedField) =>
  new GraphQLError(error.message, { path, extensions: error.extensions });

/** Puts permissions before an executor. @throws Error when the rules do not fit the schema */
export function createGuardedExecutor(executor: Executor, rules: RuleTree): GuardedExecutor {
  const { schema } = executor;
  const pass = createPermissionPass(schema, createFieldRules(schema, rules));

  async function check(request: OperationRequest) {
    const { document, operationName, caller } = request;
    const operation = getOperationAST(document, operationName);
    if (operation === null || operation === undefined) {
      return { errors: [graphError('BAD_USER_INPUT', 'The document has no operation of this name.')] };
    }
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables);
    if (coerced.errors !== undefined) return { errors: coerced.errors.map(badInput) };
    const variables = coerced.coerced;
    const fragments = Object.fromEntries(
      document.definitions
        .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
    try {
      const outcome = await pass({ operation, fragments, variables, context: { viewer: caller.viewer } });
      return { operation, request: { ...request, variables }, ...outcome };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }

  return {
    schema,
    async admit(request) {
      const checked = await check(request);
      if ('errors' in checked) return checked;
      return checked.denied.length > 0 ? { errors: checked.denied.map(errorAt) } : { request: checked.request };
    },
    async execute(given) {
      const checked = await check(given);
      if ('errors' in checked) return checked;
      const { operation, request, denied, allowed } = checked;
      if (denied.length === 0) return executor.execute(request);
      if (operation.operation === 'mutation') return { data: null, errors: denied.map(errorAt) };
      const { document, operationName, variables } = request;
      const partial =
        allowed === undefined
          ? { data: {} }
          : await executor.execute({ ...request, document: { kind: Kind.DOCUMENT, definitions: [allowed] } });
      if (partial.data === undefined || partial.data === null) {
        return { data: null, errors: [...(partial.errors ?? []), ...denied.map(errorAt)] };
      }
      return completeResult({ schema, document, operationName, variables, denied, partial });
    },
  };
}
