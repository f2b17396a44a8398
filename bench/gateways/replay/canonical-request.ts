import { Kind, parse, print, visit } from 'graphql';

interface Body {
  query: string;
  variables?: Record<string, unknown>;
}

const byName = <Value>(entries: [string, Value][]) => entries.sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * A text that is equal for requests that differ in nothing but the order of their variables, which one of the gateways takes from
 * the order in a hash table: as good as random. Selections and representations keep their order, which answers have too.
 *
 * @param body JSON, its bytes as latin1
 */
export function canonicalRequest(body: string): string {
  try {
    const { query, variables = {} }: Body = JSON.parse(body);
    const document = visit(parse(query, { noLocation: true }), {
      [Kind.OPERATION_DEFINITION]: (operation) => ({
        ...operation,
        variableDefinitions: operation.variableDefinitions?.toSorted((a, b) =>
          a.variable.name.value < b.variable.name.value ? -1 : 1,
        ),
      }),
    });
    return `${print(document)}\n${JSON.stringify(byName(Object.entries(variables)))}`;
  } catch {
    return body;
  }
}
