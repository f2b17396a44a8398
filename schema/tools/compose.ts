import { composeSupergraph } from './compose-supergraph.ts';
import { describeStale, findStaleFiles, writeFiles } from './generated-files.ts';
import { readSubgraphs } from './rover-config.ts';
import { runTool, SchemaProblem } from './schema-problem.ts';

/**
 * `npm run compose` writes all that is made from the subgraphs' schemas and the contracts: supergraph, public schema, JSON
 * Schemas of the messages, resolver types; and the manifest of the clients' operations. With `--check` it writes nothing and exits 1 naming what is stale.
 */
await runTool(async () => {
  const subgraphs = readSubgraphs();
  const composed = composeSupergraph(subgraphs);
  for (const hint of composed.hints) process.stdout.write(`info: ${hint}\n`);
  const stale = await findStaleFiles(subgraphs, composed);
  if (process.argv.includes('--check')) {
    if (stale.length > 0) throw new SchemaProblem(describeStale(stale));
  } else {
    writeFiles(stale);
    for (const { file, text } of stale) process.stdout.write(`${text === undefined ? 'removed' : 'wrote'} ${file}\n`);
  }
  process.stdout.write(`${subgraphs.length} subgraphs compose.\n`);
});
