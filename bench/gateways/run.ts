// Compares gateways: see ../README.md.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAttendants } from './attendants.ts';
import { type Contender, runContest } from './contest.ts';
import { installCompetitors } from './contestants/installed.ts';
import { moveToLoadCores } from './measure/cores.ts';
import { requireWrk } from './measure/wrk.ts';
import { type Operation, operationNames } from './operations.ts';
import { readOptions } from './options.ts';
import { profileGateway } from './profile/profile-gateway.ts';
import { rehearse } from './rehearse.ts';
import { drawChart } from './report/chart.ts';
import { describeMachine } from './report/machine.ts';
import { type Report, writeMarkdown, writeTables } from './report/markdown.ts';
import { startGateway } from './running-gateway.ts';
import { startSubgraphs } from './subgraph-recorder.ts';
import { composeSupergraph } from './subgraphs/compose.ts';

const DOCS = fileURLToPath(new URL('../../docs/benchmarks/', import.meta.url));

const started = performance.now();

function say(line: string): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}  ${line}`);
}

async function run(signal: AbortSignal): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const wrkVersion = requireWrk();
  installCompetitors();
  const loadCores = moveToLoadCores();

  await using resources = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'bench-gateways-'));
  resources.defer(() => rmSync(folder, { recursive: true, force: true }));
  // Ctrl-C ends what was started, whatever is being waited for.
  signal.addEventListener('abort', () => void resources.disposeAsync().finally(() => process.exit(130)));

  const attendants = resources.use(await startAttendants());
  const subgraphs = resources.use(await startSubgraphs());
  const supergraphPath = join(folder, 'supergraph.graphql');
  writeFileSync(supergraphPath, composeSupergraph(subgraphs.urls));
  const ground = { ...attendants, supergraphPath, urls: subgraphs.urls, folder };
  const circumstances = { subgraphs, folder, signal };

  if (options.profile !== undefined) {
    await profileGateway(options, ground, attendants.authorization, circumstances, resources);
    return;
  }

  const contenders: Contender[] = [];
  const absent: Report['absent'][number][] = [];
  for (const contestant of options.contestants) {
    try {
      const gateway = resources.use(await startGateway(contestant, ground, attendants.authorization));
      const answers = await rehearse(gateway, options.operations);
      contenders.push({ gateway, answers });
      say(`${contestant.title} is up, and what it asks of subgraphs is recorded`);
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      absent.push({ title: contestant.title, reason });
      say(`${contestant.title} is left out: ${reason}`);
    }
  }
  await subgraphs.replay();

  const results = await runContest(contenders, options, circumstances, say);
  const [reference] = contenders;
  const sizes = new Map<Operation, number>(
    operationNames.map((name) => [name, Buffer.byteLength(reference?.answers.get(name)?.[0] ?? '')]),
  );
  const report: Report = {
    results,
    contestants: contenders.map(({ gateway }) => gateway.contestant),
    absent,
    machine: describeMachine(wrkVersion, loadCores),
    sizes,
  };
  console.log(`\n${writeTables(report)}`);
  if (!options.writesReport) return;
  mkdirSync(DOCS, { recursive: true });
  writeFileSync(join(DOCS, 'gateways.md'), writeMarkdown(report));
  writeFileSync(join(DOCS, 'gateways.svg'), drawChart(results, report.contestants));
  say(`written: ${DOCS}gateways.md and gateways.svg`);
}

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort());
try {
  await run(interruption.signal);
} catch (error) {
  if (!interruption.signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
