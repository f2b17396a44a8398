import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '#platform/config/parse-config.ts';
import type { RuleTree } from '#platform/subgraph/shield.ts';

/** Reads the rules of a graph that is not Agora's. @param path of a module that exports `rules` @throws ConfigError */
export async function loadRules(path: string): Promise<RuleTree> {
  const module: { rules?: unknown } = await import(pathToFileURL(resolve(path)).href).catch((error: Error) => {
    throw new ConfigError(`PERMISSIONS_PATH is wrong: ${error.message}.`);
  });
  if (typeof module.rules === 'object' && module.rules !== null) return module.rules as RuleTree;
  throw new ConfigError('PERMISSIONS_PATH is wrong: the module exports no `rules`.');
}
