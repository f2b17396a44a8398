import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import type { RuleTree } from '#platform/subgraph/shield.ts';
import type { Answer } from '../execution/executor.ts';
import { createPermissions } from '../permissions/create-permissions.ts';

type Values = Record<string, unknown>;
type Resolver = (source: Values, args: Values) => unknown;

/** Resolvers by type and field; a field without one is the property of its name. */
export type FixtureResolvers = Record<string, Record<string, Resolver>>;

export interface ClientAnswer {
  data?: Values | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Values }[];
}

/** Decides in the oracle whether a field is resolved. @returns the error instead */
type Refuses = (type: GraphQLObjectType, field: string, args: Values) => Error | undefined;

const asClient = ({ data, errors }: Answer): ClientAnswer => ({
  ...(data === undefined ? {} : { data: JSON.parse(data.toString()) as Values | null }),
  ...(errors.length === 0 ? {} : { errors: JSON.parse(JSON.stringify(errors)) }),
});

/** A graph executed by graphql-js with permissions before it: nothing is planned, nothing goes over the network. */
export function createFixtureGraph(typeDefs: string, resolvers: FixtureResolvers, rules: RuleTree | undefined) {
  const schema = buildSchema(typeDefs);
  const permissions = createPermissions(schema, rules);
  /** Fields that were resolved, as `Type.field`. */
  const resolved: string[] = [];

  async function run(document: DocumentNode, variableValues: Values, refuses: Refuses = () => undefined) {
    const result = await execute({
      schema,
      document,
      rootValue: {},
      variableValues,
      typeResolver: ({ __typename }: Values) => String(__typename),
      fieldResolver(source: Values, args: Values, _context, { parentType, fieldName }: GraphQLResolveInfo) {
        const error = refuses(parentType, fieldName, args);
        if (error !== undefined) throw error;
        resolved.push(`${parentType.name}.${fieldName}`);
        return resolvers[parentType.name]?.[fieldName]?.(source, args) ?? source[fieldName];
      },
    });
    const errors = (result.errors ?? []).map(({ message, path, extensions }) => ({
      message,
      extensions,
      ...(path === undefined ? {} : { path }),
    }));
    return { data: Buffer.from(JSON.stringify(result.data)), errors } satisfies Answer;
  }

  function prepare(query: string, variables: Values = {}) {
    const document = parse(query);
    const [invalid] = validate(schema, document);
    if (invalid !== undefined) throw invalid;
    const operation = getOperationAST(document);
    if (operation === null || operation === undefined) throw new Error('there is no operation');
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (errors !== undefined) throw errors[0];
    return { document, operation, variables: coerced, compiled: permissions.compile(document, operation) };
  }

  return {
    schema,
    permissions,
    resolved,
    prepare,
    /** The answer as a client reads it, made as the gateway makes it. @param refuses fails what should not be run */
    async ask(query: string, given: Values = {}, viewer: Viewer = guest, refuses?: Refuses): Promise<ClientAnswer> {
      const { document, operation, variables, compiled } = prepare(query, given);
      const denied = await compiled.check(variables, { viewer });
      if (denied.length === 0) return asClient(await run(document, variables, refuses));
      if (operation.operation === 'mutation') {
        const errors = denied.map(({ path, error: { message, extensions } }) => ({ message, path, extensions }));
        return asClient({ data: Buffer.from('null'), errors });
      }
      const pruned = compiled.prune(denied);
      if (pruned === undefined)
        return asClient(compiled.complete(denied, variables, { data: Buffer.from('{}'), errors: [] }));
      const [invalid] = validate(schema, pruned);
      if (invalid !== undefined) throw invalid;
      return asClient(compiled.complete(denied, variables, await run(pruned, variables, refuses)));
    },
    /** What graphql-js answers when every field's resolver asks first. */
    async oracle(query: string, given: Values, refuses: Refuses): Promise<ClientAnswer> {
      const { document, variables } = prepare(query, given);
      return asClient(await run(document, variables, refuses));
    },
  };
}
