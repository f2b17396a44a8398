import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import type { BaseSchema } from './base-schema.ts';
import { findDefinition } from './find-definition.ts';
import type { SubgraphSource } from './rover-config.ts';

/** One difference between two public schemas. */
export interface SchemaChange {
  readonly level: 'breaking' | 'dangerous' | 'safe';
  readonly message: string;
  /** The schema coordinate, `Order.items`. */
  readonly coordinate: string;
  /** Which line of a subgraph's schema defines it, or did. */
  readonly place: string;
}

const levels = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;

const severity = ['breaking', 'dangerous', 'safe'];

/** What no schema defines by itself (a directive on a field, say) is found at what holds it. */
function placeOf(coordinate: string, subgraphs: readonly SubgraphSource[], base: BaseSchema): string {
  for (let holder = coordinate; holder !== ''; holder = holder.slice(0, Math.max(0, holder.lastIndexOf('.')))) {
    const now = findDefinition(subgraphs, holder);
    if (now.length > 0) return `defined at ${now.join(', ')}`;
    const before = findDefinition(base.subgraphs, holder);
    if (before.length > 0) return `was defined at ${before.join(', ')} (commit ${base.commit})`;
  }
  return 'defined by no subgraph';
}

/** How the public schema differs from the one of an earlier commit, what breaks clients first. */
export async function findSchemaChanges(
  api: GraphQLSchema,
  subgraphs: readonly SubgraphSource[],
  base: BaseSchema,
): Promise<SchemaChange[]> {
  const changes: Change[] = await diff(base.api, api);
  return changes
    .map(({ criticality, message, path = 'schema' }) => ({
      level: levels[criticality.level],
      message,
      coordinate: path,
      place: placeOf(path, subgraphs, base),
    }))
    .toSorted((a, b) => severity.indexOf(a.level) - severity.indexOf(b.level));
}
