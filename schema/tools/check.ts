import type { GraphQLSchema } from 'graphql';
import { readBaseSchema } from './base-schema.ts';
import { checkClientOperations } from './client-operations.ts';
import { composeSupergraph } from './compose-supergraph.ts';
import { describeStale, findStaleFiles } from './generated-files.ts';
import { readSubgraphs, type SubgraphSource } from './rover-config.ts';
import { findSchemaChanges } from './schema-changes.ts';
import { runTool, SchemaProblem } from './schema-problem.ts';

const HOW_TO_PROCEED = `Clients rely on this. Expand first: add the new beside the old, mark the old @deprecated with what replaces it.
Contract when no client uses it any more: SCHEMA_ALLOW_BREAKING=<coordinate,...> npm run schema:check lets it go.`;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function findBreakingChanges(api: GraphQLSchema, subgraphs: readonly SubgraphSource[]): Promise<string[]> {
  const base = readBaseSchema(process.env['SCHEMA_BASE']);
  if (typeof base === 'string') {
    print(`Nothing to compare the schema with: ${base}.`);
    return [];
  }
  const allowed = new Set((process.env['SCHEMA_ALLOW_BREAKING'] ?? '').split(',').map((text) => text.trim()));
  const changes = await findSchemaChanges(api, subgraphs, base);
  print(`${changes.length} changes of the public schema since ${base.commit}.`);
  for (const { level, coordinate, message } of changes) {
    const excuse = level === 'breaking' && allowed.has(coordinate) ? ', allowed' : '';
    print(`  ${level}${excuse}: ${coordinate}: ${message}`);
  }
  return changes
    .filter(({ level, coordinate }) => level === 'breaking' && !allowed.has(coordinate))
    .map(({ coordinate, message, place }) => `  ${coordinate}: ${message}\n    ${place}`);
}

/**
 * `npm run schema:check` exits 1 when generated files are stale, a client's operation would be refused, or the public
 * schema breaks clients of the earlier one: SCHEMA_BASE, else where the branch left main, else the commit before.
 */
await runTool(async () => {
  const subgraphs = readSubgraphs();
  const composed = composeSupergraph(subgraphs);
  for (const hint of composed.hints) print(`info: ${hint}`);

  const problems: string[] = [];
  const stale = await findStaleFiles(subgraphs, composed);
  if (stale.length > 0) problems.push(describeStale(stale));

  const report = checkClientOperations(composed.apiSchema);
  for (const line of report.deprecations) print(`info: ${line}`);
  if (report.errors.length > 0) problems.push(`Client operations do not fit the schema:\n${report.errors.join('\n')}`);
  print(`${subgraphs.length} subgraphs compose, ${report.operations} client operations checked.`);

  const breaking = await findBreakingChanges(composed.apiSchema, subgraphs);
  if (breaking.length > 0) {
    problems.push(`The public schema breaks its clients:\n${breaking.join('\n')}\n${HOW_TO_PROCEED}`);
  }
  if (problems.length > 0) throw new SchemaProblem(problems.join('\n\n'));
});
