import { arch, cpus, release, totalmem } from 'node:os';

/** Lines that say on what the figures were taken. */
export function describeMachine(wrkVersion: string, loadCores: string): string[] {
  const [cpu] = cpus();
  return [
    `${new Date().toISOString().slice(0, 10)}, ${cpu?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()} ${arch()}`,
    `Node ${process.versions.node} for all that run on Node; wrk ${wrkVersion}, 32 connections`,
    `The gateway under test has core 0 to itself; load, subgraphs and the bench run on core ${loadCores}`,
  ];
}
