import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql';

type Types = readonly GraphQLObjectType[];

/** Which concrete types can stand where. */
export interface ConcreteTypes {
  /** Those of the given types that a fragment with this condition applies to. */
  narrow(types: Types, condition: string | undefined): Types;
  /** Those that can stand in a field of these types; none below a leaf. */
  below(types: Types, field: string): Types;
}

export function createConcreteTypes(schema: GraphQLSchema): ConcreteTypes {
  const known = new Map<string, Types>();

  function concrete(name: string): Types {
    const before = known.get(name);
    if (before !== undefined) return before;
    const type = schema.getType(name);
    const types = isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    known.set(name, types);
    return types;
  }

  function fits(type: GraphQLObjectType, condition: string): boolean {
    if (type.name === condition) return true;
    const abstract = schema.getType(condition);
    return isAbstractType(abstract) && schema.isSubType(abstract, type);
  }

  return {
    narrow(types, condition) {
      if (condition === undefined || types === known.get(condition)) return types;
      return types.filter((type) => fits(type, condition));
    },
    below(types, field) {
      // A field's type may differ from one concrete type to the next, and so may what lies below.
      const names = new Set<string>();
      for (const type of types) {
        const given = getNamedType(type.getFields()[field]?.type);
        if (isCompositeType(given)) names.add(given.name);
      }
      const [first, ...others] = [...names].map(concrete);
      if (first === undefined || others.length === 0) return first ?? [];
      return [...new Set([...first, ...others.flat()])];
    },
  };
}
