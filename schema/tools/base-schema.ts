import { execFileSync } from 'node:child_process';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { composeSupergraph } from './compose-supergraph.ts';
import { projectRoot } from './project-root.ts';
import { parseRoverConfig, type SubgraphSource } from './rover-config.ts';
import { SchemaProblem } from './schema-problem.ts';

/** What the schema is compared with: that of an earlier commit. */
export interface BaseSchema {
  /** The commit's short name. */
  readonly commit: string;
  readonly api: GraphQLSchema;
  readonly subgraphs: readonly SubgraphSource[];
}

/** A git command's output without the line's end, undefined when it fails or there is no git. */
function git(...args: string[]): string | undefined {
  try {
    const output = execFileSync('git', args, {
      cwd: projectRoot,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return output.trimEnd();
  } catch {
    return undefined;
  }
}

const commitOf = (name: string) => git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);

function findBase(wanted: string | undefined): string | undefined {
  if (wanted !== undefined && wanted !== '') {
    const commit = commitOf(wanted);
    if (commit === undefined) throw new SchemaProblem(`SCHEMA_BASE: git knows no commit ${wanted}`);
    return commit;
  }
  const head = commitOf('HEAD');
  const trunk = commitOf('origin/main') ?? commitOf('main');
  const fork = trunk === undefined ? undefined : git('merge-base', 'HEAD', trunk);
  if (fork !== undefined && fork !== head) return fork;
  const parent = commitOf('HEAD^1');
  if (parent === undefined && git('rev-parse', '--is-shallow-repository') === 'true') {
    throw new SchemaProblem('This clone is shallow: fetch the history (`git fetch --unshallow`), or set SCHEMA_BASE.');
  }
  // On a first commit what is not committed yet can still be compared with it.
  return parent ?? head;
}

/**
 * Finds the public schema at `wanted`, else where HEAD left origin/main (or main), else at HEAD's first parent.
 *
 * @returns why there is nothing to compare with, where that is so
 * @throws SchemaProblem when the base is named wrongly, or the clone is too shallow to have it
 */
export function readBaseSchema(wanted: string | undefined): BaseSchema | string {
  const base = findBase(wanted);
  if (base === undefined) return 'there is no earlier commit';
  const commit = base.slice(0, 10);
  // `./` lets the project be a folder of a larger repository.
  const show = (file: string) => git('show', `${base}:./${file}`);
  const rover = show('rover.yaml');
  if (rover === undefined) return `commit ${commit} has no rover.yaml`;
  const subgraphs = parseRoverConfig(rover, show);
  const api = show('schema/api.graphql');
  return { commit, subgraphs, api: api === undefined ? composeSupergraph(subgraphs).apiSchema : buildSchema(api) };
}
