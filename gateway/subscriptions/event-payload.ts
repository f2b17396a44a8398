import { type GraphQLObjectType, type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';
import type { FeedEntry } from '#platform/messaging/broker.ts';

type Values = Record<string, unknown>;

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function shapeValue(type: GraphQLOutputType, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((member) => shapeValue(type, member));
  const named = getNamedType(type);
  return isObjectType(named) && isObject(value) ? shapeObject(named, value) : value;
}

/** A field `order` that the data has only as `orderId` is the entity with that key; its subgraph knows the rest. */
function shapeObject(type: GraphQLObjectType, data: Values): Values {
  const shaped: Values = { __typename: type.name };
  for (const [name, field] of Object.entries(type.getFields())) {
    const named = getNamedType(field.type);
    const key = data[`${name}Id`];
    if (Object.hasOwn(data, name)) shaped[name] = shapeValue(field.type, data[name]);
    else if (isObjectType(named) && typeof key === 'string') shaped[name] = { __typename: named.name, id: key };
  }
  return shaped;
}

/** Makes the value of a subscription's field out of an event: its data by name, with `cursor` and `occurredAt`. */
export function eventPayload(type: GraphQLObjectType, { cursor, envelope }: FeedEntry): Values {
  const data = isObject(envelope.data) ? envelope.data : {};
  return shapeObject(type, { ...data, cursor, occurredAt: envelope.occurredAt });
}
