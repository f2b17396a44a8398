import {
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  type TypeNode,
} from 'graphql';
import type { FieldOwners, Graph } from './graph.ts';

/** The type of a field's values: such that everyone who resolves the field may give them. */
export interface Shape {
  readonly nullable: boolean;
  readonly list: Shape | undefined;
  readonly named: string;
  /** Concrete types, for composite ones. */
  readonly possible: readonly string[];
  /** Somebody declares it as an interface. */
  readonly interface: boolean;
  /** Values, for enums. */
  readonly values: readonly string[];
  /** Its owners do not agree where it may be null. */
  readonly mixed: boolean;
}

/** Who owns the fields of a graph's concrete types, and what values they may have. */
export class FieldTypes {
  readonly #graph: Graph;
  readonly #shapes = new Map<string, Shape>();
  readonly #owners = new Map<string, FieldOwners | undefined>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Who can resolve a field of a concrete type; also those who know an interface of it as an object. */
  ownersOf(type: string, field: string): FieldOwners {
    const coordinate = `${type}.${field}`;
    if (!this.#owners.has(coordinate)) this.#owners.set(coordinate, this.#findOwners(type, field));
    const owners = this.#owners.get(coordinate);
    if (owners === undefined) throw new Error(`nobody owns ${coordinate}`);
    return owners;
  }

  #findOwners(type: string, field: string): FieldOwners | undefined {
    const { fields, interfaceObjects, fullSchema } = this.#graph;
    const own = fields.get(`${type}.${field}`);
    const concrete = fullSchema.getType(type);
    if (!isObjectType(concrete)) return own;
    const more = concrete.getInterfaces().flatMap(({ name }) => {
      const subgraphs = interfaceObjects.get(name) ?? [];
      const inherited = fields.get(`${name}.${field}`);
      return inherited === undefined
        ? []
        : [{ ...inherited, owners: inherited.owners.filter(({ subgraph }) => subgraphs.includes(subgraph)) }];
    });
    return [...(own === undefined ? [] : [own]), ...more]
      .filter(({ owners }) => owners.length > 0)
      .reduce<FieldOwners | undefined>(
        (all, one) =>
          all === undefined
            ? one
            : {
                owners: [...all.owners, ...one.owners],
                external: all.external || one.external,
                key: all.key || one.key,
                required: all.required || one.required,
              },
        undefined,
      );
  }

  shapeOf(type: string, field: string): Shape {
    const coordinate = `${type}.${field}`;
    let shape = this.#shapes.get(coordinate);
    if (shape === undefined) {
      const { owners } = this.ownersOf(type, field);
      shape = this.#shape(owners.map((owner) => ({ node: owner.type, subgraph: owner.subgraph })));
      this.#shapes.set(coordinate, shape);
    }
    return shape;
  }

  #shape(types: readonly { node: TypeNode; subgraph: string }[]): Shape {
    const nullable = types.every(({ node }) => node.kind !== Kind.NON_NULL_TYPE);
    const mixed = !nullable && types.some(({ node }) => node.kind !== Kind.NON_NULL_TYPE);
    const inner = types.map(({ node, subgraph }) => ({
      node: node.kind === Kind.NON_NULL_TYPE ? node.type : node,
      subgraph,
    }));
    const items = inner.flatMap(({ node, subgraph }) =>
      node.kind === Kind.LIST_TYPE ? [{ node: node.type, subgraph }] : [],
    );
    if (items.length > 0) {
      const list = this.#shape(items);
      return { nullable, list, named: '', possible: [], interface: false, values: [], mixed: mixed || list.mixed };
    }
    const named = inner.flatMap(({ node, subgraph }) =>
      node.kind === Kind.NAMED_TYPE ? [{ name: node.name.value, subgraph }] : [],
    );
    const both = (lists: readonly (readonly string[])[]) =>
      lists.reduce((common, list) => common.filter((item) => list.includes(item)));
    return {
      nullable,
      list: undefined,
      named: named[0]?.name ?? '',
      possible: both(named.map(({ name, subgraph }) => this.#concrete(name, subgraph))),
      interface: named.some(({ name }) => isInterfaceType(this.#graph.fullSchema.getType(name))),
      mixed,
      values: both(named.map(({ name, subgraph }) => enumValues(this.#graph.subgraphs.get(subgraph), name))),
    };
  }

  #concrete(name: string, subgraph: string): readonly string[] {
    const { subgraphs, fullSchema, interfaceObjects } = this.#graph;
    const schema = subgraphs.get(subgraph);
    const type = schema?.getType(name);
    if (isObjectType(type)) {
      const interfaceType = fullSchema.getType(name);
      return interfaceObjects.get(name)?.includes(subgraph) === true && isAbstractType(interfaceType)
        ? fullSchema.getPossibleTypes(interfaceType).map((one) => one.name)
        : [name];
    }
    return isAbstractType(type) && schema !== undefined ? schema.getPossibleTypes(type).map((one) => one.name) : [];
  }
}

function enumValues(schema: GraphQLSchema | undefined, name: string): readonly string[] {
  const type = schema?.getType(name);
  const named = type === undefined ? undefined : getNamedType(type);
  return isEnumType(named) ? named.getValues().map((value) => value.name) : [];
}
