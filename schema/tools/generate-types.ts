import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './project-root.ts';
import { generateResolverTypes, resolverTypesFile } from './resolver-types.ts';
import { readSubgraphs } from './rover-config.ts';
import { runTool, SchemaProblem } from './schema-problem.ts';

/** `node schema/tools/generate-types.ts [subgraph…]` writes the resolver types of the named subgraphs, else of all. */
await runTool(async () => {
  const names = process.argv.slice(2);
  const subgraphs = readSubgraphs();
  const unknown = names.filter((name) => !subgraphs.some((subgraph) => subgraph.name === name));
  if (unknown.length > 0) throw new SchemaProblem(`rover.yaml has no subgraph ${unknown.join(', ')}`);
  for (const subgraph of subgraphs) {
    if (names.length > 0 && !names.includes(subgraph.name)) continue;
    const file = resolverTypesFile(subgraph.name);
    mkdirSync(dirname(join(projectRoot, file)), { recursive: true });
    writeFileSync(join(projectRoot, file), await generateResolverTypes(subgraph));
    process.stdout.write(`${file}\n`);
  }
});
