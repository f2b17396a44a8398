import { type DirectiveNode, Kind, type SelectionNode } from 'graphql';

/** A variable that must not have a value for a selection to stand, and what else must hold up to the root. */
export interface Conditions {
  readonly variable: string;
  readonly excludedBy: boolean;
  readonly above: Conditions | undefined;
}

/** A selection that never stands: `@skip(if: true)`. */
export const NEVER = Symbol('never');

/** Whether a directive is @skip or @include. */
export const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'skip' || name.value === 'include';

/** What must hold for a selection to stand. @param above what must hold for its parent to stand */
export function conditionsOf(
  { directives }: SelectionNode,
  above: Conditions | undefined,
): Conditions | undefined | typeof NEVER {
  if (directives === undefined || directives.length === 0) return above;
  let conditions = above;
  for (const directive of directives) {
    if (!isCondition(directive)) continue;
    const excludedBy = directive.name.value === 'skip';
    const value = directive.arguments?.[0]?.value;
    if (value?.kind === Kind.BOOLEAN && value.value === excludedBy) return NEVER;
    if (value?.kind === Kind.VARIABLE) conditions = { variable: value.name.value, excludedBy, above: conditions };
  }
  return conditions;
}

/** Whether all conditions hold. A variable without a value excludes nothing: what is in doubt is asked about. */
export function hold(conditions: Conditions | undefined, variables: Readonly<Record<string, unknown>>): boolean {
  for (let next = conditions; next !== undefined; next = next.above) {
    if (variables[next.variable] === next.excludedBy) return false;
  }
  return true;
}
