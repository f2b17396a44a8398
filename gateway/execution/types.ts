import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Answers whether objects of a type, named by themselves, fit a type condition. */
export type FitsType = (typeName: string, condition: string) => boolean;

/** By the supergraph's schema, in which also the types stand that clients do not see. */
export function createFitsType(schema: GraphQLSchema): FitsType {
  return (typeName, condition) => {
    if (typeName === condition) return true;
    const abstract = schema.getType(condition);
    const type = schema.getType(typeName);
    if (!isAbstractType(abstract)) return false;
    return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(abstract, type);
  };
}
