import type { NameNode } from 'graphql';
import { parseSchema } from './parse-schema.ts';
import type { SubgraphSource } from './rover-config.ts';

interface Named {
  readonly kind: string;
  readonly name?: NameNode | undefined;
  readonly fields?: readonly Named[] | undefined;
  readonly values?: readonly Named[] | undefined;
  readonly arguments?: readonly Named[] | undefined;
}

/** The lines on which `steps` (`['Order', 'items']`) is defined in a schema, none where it is not. */
function linesOf(definitions: readonly Named[], steps: readonly string[]): number[] {
  const [step, ...rest] = steps;
  return definitions
    .filter(({ name }) => name?.value === step)
    .flatMap((definition) => {
      if (rest.length === 0) return [definition.name?.loc?.startToken.line ?? 1];
      const { fields = [], values = [], arguments: args = [] } = definition;
      return linesOf([...fields, ...values, ...args], rest);
    });
}

/** Where subgraphs define what a schema coordinate names (`Order.items`, `Query.order.id`), as `file:line`. */
export function findDefinition(subgraphs: readonly SubgraphSource[], coordinate: string): string[] {
  const steps = coordinate.split('.').map((step) => step.replace(/^@/, ''));
  return subgraphs.flatMap((subgraph) =>
    linesOf(parseSchema(subgraph).definitions, steps).map((line) => `${subgraph.file}:${line}`),
  );
}
