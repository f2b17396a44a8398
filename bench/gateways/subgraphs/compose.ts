import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { subgraphs } from './subgraphs.ts';

/**
 * Composes the supergraph.
 *
 * @param urls where each subgraph is reached, by name
 * @throws Error with the composition's messages
 */
export function composeSupergraph(urls: Readonly<Record<string, string>>): string {
  const composed = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: urls[name] ?? '', typeDefs: parse(sdl) })),
  );
  if (composed.errors !== undefined) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}
