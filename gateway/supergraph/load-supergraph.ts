import { readFile } from 'node:fs/promises';
import { type DocumentNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { ConfigError } from '#platform/config/parse-config.ts';
import { type FeedField, readFeedFields } from './feed-fields.ts';

/** A composed graph, ready to be planned over. */
export interface Supergraph {
  readonly sdl: string;
  /** Each subgraph's endpoint, by its name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Subscriptions that are fed by events, by field. */
  readonly feeds: ReadonlyMap<string, FeedField>;
}

function subgraphUrls(supergraph: DocumentNode): Map<string, string> {
  const urls = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { directives } of definition.values ?? []) {
      const join = directives?.find(({ name }) => name.value === 'join__graph');
      const { name, url } = Object.fromEntries(
        (join?.arguments ?? []).map((argument) => [argument.name.value, String(valueFromASTUntyped(argument.value))]),
      );
      if (name !== undefined && url !== undefined) urls.set(name, url);
    }
  }
  return urls;
}

/**
 * Reads a supergraph out of its text.
 *
 * @param overrides endpoints that take the place of the composed ones, by subgraph name in upper case, `-` as `_`
 * @throws ConfigError when the text is no supergraph
 */
export function readSupergraph(sdl: string, overrides: Readonly<Record<string, string>>): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const urls = subgraphUrls(document);
  if (urls.size === 0) throw new ConfigError('SUPERGRAPH_PATH is wrong: the file names no subgraph.');
  for (const name of urls.keys()) {
    const override = overrides[name.toUpperCase().replaceAll('-', '_')];
    if (override !== undefined) urls.set(name, override);
  }
  return { sdl, urls, feeds: readFeedFields(document) };
}

/** Reads a supergraph from a file. @throws ConfigError when there is none */
export async function loadSupergraph(path: string, overrides: Readonly<Record<string, string>>): Promise<Supergraph> {
  const sdl = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ConfigError(`SUPERGRAPH_PATH is wrong: ${error.message}.`);
  });
  return readSupergraph(sdl, overrides);
}
