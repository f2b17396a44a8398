import { type DocumentNode, Kind, type SelectionNode, visit } from 'graphql';
import type { Includes } from './collect-fields.ts';

type Variables = Readonly<Record<string, unknown>>;

const isCondition = (name: string) => name === 'skip' || name === 'include';

/** The variables that `@skip` and `@include` look at, anywhere in a document. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (!isCondition(name.value)) return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** What `@skip` and `@include` say under the values of variables (specification, "@skip" and "@include"). */
export function includedUnder(variables: Variables): Includes {
  return ({ directives }: SelectionNode) => {
    if (directives === undefined || directives.length === 0) return true;
    return directives.every(({ name, arguments: given }) => {
      const value = isCondition(name.value) ? given?.[0]?.value : undefined;
      if (value === undefined) return true;
      const holds =
        value.kind === Kind.VARIABLE
          ? variables[value.name.value] === true
          : value.kind === Kind.BOOLEAN && value.value;
      return name.value === 'skip' ? !holds : holds;
    });
  };
}
