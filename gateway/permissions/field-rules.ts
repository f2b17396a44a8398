import { GraphQLError, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { Viewer } from '#platform/security/viewer.ts';
import { forbidden } from '#platform/subgraph/errors.ts';
import { allow, deny, type RuleTree, shieldOf } from '#platform/subgraph/shield.ts';

/** What the rules of one operation are given. */
export interface RuleContext {
  readonly viewer: Viewer;
}

/** A rule of a tree. */
export type Rule = RuleTree[string][string];

/** What is asked of a rule. */
export interface FieldQuestion {
  readonly type: GraphQLObjectType;
  readonly field: string;
}

/** The rules of a tree over a schema. */
export interface FieldRules {
  /** The rule that decides about a field; undefined when it is `allow`, so that there is nothing to ask. */
  ruleOf(type: GraphQLObjectType, field: string): Rule | undefined;
  /**
   * Asks the rule of a field: nothing when it allows, else the error that it refuses with. Never rejects.
   *
   * @param context keeps what graphql-shield remembers of one request
   */
  ask(question: FieldQuestion, args: Record<string, unknown>, context: RuleContext): Promise<GraphQLError | undefined>;
}

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
export function createFieldRules(schema: GraphQLSchema, tree: RuleTree): FieldRules {
  const generated = shieldOf(tree).generate(schema) as unknown as Generated;

  return {
    ruleOf(type, field) {
      // As graphql-shield looks it up, also where a name is one that every object has.
      const rule = tree[type.name]?.[field] ?? tree[type.name]?.['*'] ?? deny;
      return rule === allow ? undefined : rule;
    },
    async ask({ type, field }, args, context) {
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
    },
  };
}
