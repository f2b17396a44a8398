import { GraphQLError, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { Viewer } from '#platform/security/viewer.ts';
import { forbidden } from '#platform/subgraph/errors.ts';
import { type RuleTree, shieldOf } from '#platform/subgraph/shield.ts';

/** What the rules of one operation are given; graphql-shield keeps its own cache in it. */
export interface RuleContext {
  viewer: Viewer;
}

/** Asks the rule of a field: nothing when it allows, else the error that it refuses with. */
export type AskRule = (
  type: GraphQLObjectType,
  field: string,
  args: Record<string, unknown>,
  context: RuleContext,
) => Promise<GraphQLError | undefined>;

type Generated = Record<string, Record<string, Middleware | { resolve: Middleware }>>;
type Middleware = (
  resolve: () => Promise<unknown>,
  parent: unknown,
  args: unknown,
  context: unknown,
  info: unknown,
) => Promise<unknown>;

const ALLOWED = Symbol('allowed');

/** There is no parent yet when nothing has run: a rule that looks at it is a fault, not a permission. */
const noParent = new Proxy(
  {},
  {
    get(_target, property) {
      throw new Error(`a rule of the gateway read ${String(property)} of its parent: nothing has run yet`);
    },
  },
);

/**
 * Makes the rules of a tree askable without running anything.
 *
 * @throws Error when the tree names a type or a field that the schema has not
 */
export function createFieldRules(schema: GraphQLSchema, tree: RuleTree): AskRule {
  const generated = shieldOf(tree).generate(schema) as unknown as Generated;

  return async (type, field, args, context) => {
    const made = generated[type.name]?.[field];
    const middleware = typeof made === 'function' ? made : made?.resolve;
    if (middleware === undefined) return forbidden();
    const info = { fieldName: field, parentType: type, schema } as unknown as GraphQLResolveInfo;
    try {
      const outcome = await middleware(async () => ALLOWED, noParent, args, context, info);
      if (outcome === ALLOWED) return undefined;
      return outcome instanceof GraphQLError ? outcome : forbidden();
    } catch {
      return forbidden();
    }
  };
}
