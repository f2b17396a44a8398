import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildSchema,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  printSchema,
  type SelectionSetNode,
  type TypeNode,
  visit,
} from 'graphql';

/** A federated schema, as its author wrote it. */
export interface SchemaSource {
  readonly name: string;
  /** Without the `@link`: every subgraph gets the same one. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Operations to run besides the generated ones. */
  readonly operations?: readonly string[];
  /** There are operations for which the planner finds no sound plan: to refuse them is right. */
  readonly mayBeUnplannable?: boolean;
}

/** How one subgraph defines a field. */
export interface FieldSource {
  readonly subgraph: string;
  readonly type: TypeNode;
  readonly external: boolean;
  /** What `@requires` asks for. */
  readonly requires: SelectionSetNode | undefined;
  /** The other subgraph and the label of a progressive `@override`. */
  readonly override: { readonly from: string; readonly label: string } | undefined;
}

/** A field of the whole graph, with those who define it. */
export interface FieldOwners {
  /** Who can resolve it. */
  readonly owners: readonly FieldSource[];
  /** Whether someone names it `@external`: then it can come from more places than its owners. */
  readonly external: boolean;
  /** Whether it is part of a key. */
  readonly key: boolean;
  /** Whether a `@requires` wants it, or something below it. */
  readonly required: boolean;
}

/** A composed graph, and what the harness knows of who owns what. */
export interface Graph {
  readonly source: SchemaSource;
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The same without non-null: nothing propagates in it. */
  readonly lenientSchema: GraphQLSchema;
  /** Everything, also what clients do not see. */
  readonly fullSchema: GraphQLSchema;
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, FieldOwners>;
  /** Types that have keys. */
  readonly entities: ReadonlySet<string>;
  /** Selections of the keys by which a subgraph resolves a type, by `subgraph.Type`. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** Labels of progressive overrides. */
  readonly labels: readonly string[];
  /** Interfaces that a subgraph knows as an object, with those subgraphs. */
  readonly interfaceObjects: ReadonlyMap<string, readonly string[]>;
  /** Whether every entity can be fetched from every subgraph that knows it by the key that all share, in one hop. */
  readonly oneHop: boolean;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable",
  "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject"])\n`;

function argumentOf(directive: ConstDirectiveNode | undefined, name: string): string | undefined {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** A key's or requirement's selection. */
export function parseSelections(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not a selection');
  return definition.selectionSet;
}

/** Names of all fields in a selection, at any depth. */
function namesIn(set: SelectionSetNode): string[] {
  const names: string[] = [];
  visit(set, { Field: ({ name }) => void names.push(name.value) });
  return names;
}

interface Definition {
  subgraph: string;
  type: string;
  directives: readonly ConstDirectiveNode[];
  fields: readonly FieldDefinitionNode[];
}

function definitionsOf(subgraph: string, sdl: string): Definition[] {
  return parse(sdl, { noLocation: true }).definitions.flatMap((definition) => {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.OBJECT_TYPE_EXTENSION:
      case Kind.INTERFACE_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_EXTENSION:
        return [
          {
            subgraph,
            type: definition.name.value,
            directives: definition.directives ?? [],
            fields: definition.fields ?? [],
          },
        ];
      default:
        return [];
    }
  });
}

const withoutNonNull = (sdl: string): GraphQLSchema => {
  const document = visit(parse(sdl, { noLocation: true }), {
    InputValueDefinition: () => false,
    NonNullType: { leave: ({ type }) => type },
  });
  return buildSchema(print(document), { assumeValid: true });
};

/** Composes a schema; undefined when it does not compose, which is no fault of a generated one. */
export function composeGraph(source: SchemaSource): Graph | { readonly refused: readonly string[] } {
  const names = Object.keys(source.subgraphs);
  const texts = names.map((name) => ({ name, sdl: LINK + (source.subgraphs[name] ?? '') }));
  let composed: ReturnType<typeof composeServices>;
  try {
    composed = composeServices(
      texts.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl, { noLocation: true }) })),
    );
  } catch (error) {
    return { refused: [String(error)] };
  }
  if (composed.errors !== undefined) return { refused: composed.errors.map(({ message }) => message) };
  const api = printSchema(composed.schema.toAPISchema().toGraphQLJSSchema());
  const definitions = texts.flatMap(({ name, sdl }) => definitionsOf(name, sdl));

  const entities = new Set<string>();
  const keys = new Map<string, SelectionSetNode[]>();
  const keyFields = new Set<string>();
  const requiredNames = new Set<string>();
  const sources = new Map<string, { sources: FieldSource[]; external: boolean }>();
  const overridden = new Map<string, Set<string>>();
  const labels = new Set<string>();
  const interfaceObjects = new Map<string, string[]>();
  let oneHop = true;

  for (const { subgraph, type, directives, fields } of definitions) {
    const typeKeys = directives.filter(({ name }) => name.value === 'key');
    for (const key of typeKeys) {
      const selections = parseSelections(argumentOf(key, 'fields') ?? '');
      for (const name of namesIn(selections)) keyFields.add(name);
      entities.add(type);
      const resolvable = key.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
      if (resolvable?.kind === Kind.BOOLEAN && !resolvable.value) oneHop = false;
      else keys.set(`${subgraph}.${type}`, [...(keys.get(`${subgraph}.${type}`) ?? []), selections]);
    }
    if (typeKeys.length > 0 && !typeKeys.some((key) => argumentOf(key, 'fields') === 'id')) oneHop = false;
    if (directives.some(({ name }) => name.value === 'interfaceObject')) {
      interfaceObjects.set(type, [...(interfaceObjects.get(type) ?? []), subgraph]);
      oneHop = false;
    }
    for (const field of fields) {
      const directive = (name: string) => field.directives?.find((one) => one.name.value === name);
      const requires = argumentOf(directive('requires'), 'fields');
      const selections = requires === undefined ? undefined : parseSelections(requires);
      if (selections !== undefined) for (const name of namesIn(selections)) requiredNames.add(name);
      const provides = argumentOf(directive('provides'), 'fields');
      if (provides !== undefined) oneHop = false;
      const from = argumentOf(directive('override'), 'from');
      const label = argumentOf(directive('override'), 'label');
      const coordinate = `${type}.${field.name.value}`;
      if (label !== undefined) labels.add(label);
      else if (from !== undefined) overridden.set(coordinate, (overridden.get(coordinate) ?? new Set()).add(from));
      const known = sources.get(coordinate) ?? { sources: [], external: false };
      const external = directive('external') !== undefined;
      known.external ||= external;
      known.sources.push({
        subgraph,
        type: field.type,
        external,
        requires: selections,
        override: from === undefined || label === undefined ? undefined : { from, label },
      });
      sources.set(coordinate, known);
    }
  }

  const fields = new Map<string, FieldOwners>();
  for (const [coordinate, { sources: all, external }] of sources) {
    const name = coordinate.slice(coordinate.indexOf('.') + 1);
    const lost = overridden.get(coordinate);
    const owners = all.filter((one) => !one.external && lost?.has(one.subgraph) !== true);
    fields.set(coordinate, {
      owners: owners.length > 0 ? owners : all,
      external,
      key: keyFields.has(name),
      required: requiredNames.has(name),
    });
  }

  const subgraphs = new Map(texts.map(({ name, sdl }) => [name, buildSubgraphSchema({ typeDefs: parse(sdl) })]));
  return {
    source,
    supergraphSdl: composed.supergraphSdl,
    apiSchema: buildSchema(api, { assumeValid: true }),
    lenientSchema: withoutNonNull(api),
    fullSchema: composed.schema.toGraphQLJSSchema(),
    subgraphs,
    fields,
    entities,
    keys,
    labels: [...labels],
    interfaceObjects,
    oneHop,
  };
}
