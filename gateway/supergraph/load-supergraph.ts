import { type DocumentNode, Kind, parse, valueFromASTUntyped } from 'graphql';
import { ConfigError } from '#platform/config/parse-config.ts';
import { type FeedField, readFeedFields } from './feed-fields.ts';

/** A composed graph, ready to be planned over. */
export interface Supergraph {
  readonly sdl: string;
  /** Each subgraph's endpoints, by its name; one at least. */
  readonly urls: ReadonlyMap<string, readonly string[]>;
  /** Subscriptions that are fed by events, by field. */
  readonly feeds: ReadonlyMap<string, FeedField>;
}

/** Endpoints in the place of the composed ones, by subgraph name in upper case, `-` as `_`. */
export type SubgraphUrls = Readonly<Record<string, readonly string[]>>;

const wrong = (reason: string) => new ConfigError(`SUPERGRAPH_PATH is wrong: ${reason}.`);

const variableOf = (subgraph: string) => subgraph.toUpperCase().replaceAll('-', '_');

/** The endpoints that were composed in; '' where composition was told none. */
function composedUrls(supergraph: DocumentNode): Map<string, string> {
  const urls = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { directives } of definition.values ?? []) {
      const join = directives?.find(({ name }) => name.value === 'join__graph');
      const { name, url = '' } = Object.fromEntries(
        (join?.arguments ?? []).map((argument) => [argument.name.value, String(valueFromASTUntyped(argument.value))]),
      );
      if (name !== undefined) urls.set(name, url);
    }
  }
  return urls;
}

const isHttp = (url: string) => /^https?:$/.test(URL.parse(url)?.protocol ?? '');

function parseSdl(sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (error) {
    throw wrong(`it is no GraphQL schema (${error instanceof Error ? error.message : error})`);
  }
}

/**
 * Reads a supergraph out of its text.
 *
 * @throws ConfigError when the text is no supergraph, or a subgraph has no endpoint
 */
export function readSupergraph(sdl: string, overrides: SubgraphUrls): Supergraph {
  const document = parseSdl(sdl);
  const urls = new Map<string, readonly string[]>();
  for (const [name, composed] of composedUrls(document)) {
    const given = overrides[variableOf(name)];
    if (given === undefined && !isHttp(composed)) {
      throw new ConfigError(
        `SUBGRAPH_URL_${variableOf(name)} is missing: the supergraph holds no address of the subgraph ${name}.`,
      );
    }
    urls.set(name, given ?? [composed]);
  }
  if (urls.size === 0) throw wrong('it is a schema that names no subgraph, so it was not composed');
  return { sdl, urls, feeds: readFeedFields(document) };
}
