import { cpus } from 'node:os';
import { cpuOf } from '../gateways/measure/process-tree.ts';

/** What all cores have done that was not idling, in ms. */
const machineBusy = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);

function own(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Measures the CPU that is used between two instants, in ms: by each service and engine, by the load (this process), and by
 * all else on the machine.
 */
export function measureCpu(pids: ReadonlyMap<string, number>): () => Map<string, number> {
  const now = () => {
    const parts = new Map([...pids].map(([name, pid]) => [name, cpuOf(pid)]));
    parts.set('the load itself', own());
    return { parts, all: machineBusy() };
  };
  const before = now();
  return () => {
    const after = now();
    const used = new Map([...after.parts].map(([name, total]) => [name, total - (before.parts.get(name) ?? 0)]));
    const known = [...used.values()].reduce((sum, value) => sum + value, 0);
    return used.set('all else', after.all - before.all - known);
  };
}
