import { type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';
import { z } from 'zod';

const feedArguments = z.object({
  event: z.string(),
  key: z.string().optional(),
  owner: z.string(),
  subject: z.string().optional(),
  staff: z.boolean().default(false),
});

/** Where one subscription's events come from, as its `@feed` directive says in the notifications subgraph's schema. */
export type FeedField = z.infer<typeof feedArguments>;

function argumentsOf(directive: ConstDirectiveNode): unknown {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

/**
 * Reads `@feed` of every subscription field from a supergraph.
 *
 * @throws ZodError when a directive lacks what it needs
 */
export function readFeedFields(supergraph: DocumentNode): ReadonlyMap<string, FeedField> {
  const fields = new Map<string, FeedField>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== 'Subscription') continue;
    for (const field of definition.fields ?? []) {
      const directive = field.directives?.find(({ name }) => name.value === 'feed');
      if (directive !== undefined) fields.set(field.name.value, feedArguments.parse(argumentsOf(directive)));
    }
  }
  return fields;
}
