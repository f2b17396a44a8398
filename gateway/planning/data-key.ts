import { createHash } from 'node:crypto';
import { type FieldNode, print } from 'graphql';

/**
 * Under which name a field's value lies in the data that the plan gathers. Not the client's response name: the planner puts
 * a field that `@requires` wants under its own name, and one of the client's with that name but another meaning would be
 * merged with it, silently wrong (@apollo/query-planner 2.14.4). So a field without arguments lies under its name, one with
 * arguments under its name and a digest of them. A leaf's alias makes no difference; an object's does, because two fields of
 * one object may ask it for different things, and null in the one must not cost the other. The shaper gives each its response
 * name.
 *
 * @param ofMutation the field is at the root of a mutation: every response name there is a call of its own
 */
export function dataKeyOf(field: FieldNode, ofMutation: boolean): string {
  const name = field.name.value;
  if (name === '__typename') return name;
  const responseName = field.alias?.value ?? name;
  if (ofMutation) return responseName;
  const distinct = (field.arguments ?? []).map((argument) => print(argument)).sort();
  if (field.selectionSet !== undefined && responseName !== name) distinct.push(responseName);
  if (distinct.length === 0) return name;
  return `${name}_${createHash('sha256').update(distinct.join('\n')).digest('hex').slice(0, 16)}`;
}
