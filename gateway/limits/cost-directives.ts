import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import { z } from 'zod';

const link = z.object({ url: z.string(), as: z.string().optional(), import: z.array(z.unknown()).default([]) });
const imported = z.object({ name: z.string(), as: z.string().optional() });
const cost = z.object({ weight: z.coerce.number() }).transform(({ weight }) => Math.max(0, weight));
const listSize = z.object({
  assumedSize: z.number().nullish(),
  slicingArguments: z.array(z.string()).nullish(),
  sizedFields: z.array(z.string()).nullish(),
  requireOneSlicingArgument: z.boolean().nullish(),
});

/** How many items a list field has: its own items, or with `sizedFields` those of the lists in its object. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments that say the size; the largest counts. */
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

/** What a supergraph says of costs; negative weights count as 0. */
export interface CostDirectives {
  /** By `Type`, `Type.field`, `Type.field.argument` and `Input.field`. */
  readonly weights: ReadonlyMap<string, number>;
  /** By `Type.field`. */
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

const COST_SPEC = /^https:\/\/specs\.apollo\.dev\/cost\//;

const argumentsOf = ({ arguments: given = [] }: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

/** Names of the two directives in this supergraph: `@link` may rename them (https://specs.apollo.dev/link/v1.0). */
function directiveNames({ definitions }: DocumentNode): { cost: string; listSize: string } {
  for (const definition of definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const { url, as: prefix = 'cost', import: imports } = link.parse(argumentsOf(directive));
      if (!COST_SPEC.test(url)) continue;
      const named = (name: string, otherwise: string) => {
        for (const element of imports) {
          const { name: original, as = original } = imported.parse(
            typeof element === 'string' ? { name: element } : element,
          );
          if (original === `@${name}`) return as.slice(1);
        }
        return otherwise;
      };
      return { cost: named('cost', prefix), listSize: named('listSize', `${prefix}__listSize`) };
    }
  }
  return { cost: 'cost', listSize: 'listSize' };
}

/**
 * Reads `@cost` and `@listSize` (https://ibm.github.io/graphql-specs/cost-spec.html) of a supergraph.
 *
 * @throws ZodError when a directive's arguments are none of theirs
 */
export function readCostDirectives(supergraph: DocumentNode): CostDirectives {
  const names = directiveNames(supergraph);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();

  function read(coordinate: string, directives: readonly ConstDirectiveNode[] = []): void {
    for (const directive of directives) {
      if (directive.name.value === names.cost) weights.set(coordinate, cost.parse(argumentsOf(directive)));
      if (directive.name.value !== names.listSize) continue;
      const given = listSize.parse(argumentsOf(directive));
      listSizes.set(coordinate, {
        assumedSize: given.assumedSize ?? undefined,
        slicingArguments: given.slicingArguments ?? [],
        sizedFields: given.sizedFields ?? [],
        requireOneSlicingArgument: given.requireOneSlicingArgument ?? true,
      });
    }
  }

  function readMembers(
    parent: string,
    members: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = [],
  ): void {
    for (const member of members) {
      const coordinate = `${parent}.${member.name.value}`;
      read(coordinate, member.directives);
      if (member.kind === Kind.FIELD_DEFINITION) readMembers(coordinate, member.arguments);
    }
  }

  for (const definition of supergraph.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        read(definition.name.value, definition.directives);
        readMembers(definition.name.value, definition.fields);
        break;
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_DEFINITION:
        read(definition.name.value, definition.directives);
        break;
    }
  }
  return { weights, listSizes };
}
