import { readFileSync } from 'node:fs';

/** Memory that each process holds now, in MB. Linux. */
export const memoryOf = (pids: ReadonlyMap<string, number>): Map<string, number> =>
  new Map(
    [...pids].map(([name, pid]) => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return [name, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024];
    }),
  );
