import { readdirSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { treeOf } from '../gateways/measure/process-tree.ts';

/** A third of the weight of those who stay at 0. */
const BEHIND = 5;

/**
 * Lets processes, with all that they have started, come after others when there is not enough CPU for all. Where Linux
 * gives each session its share of the CPU (sched_autogroup) it is the session that comes after others.
 */
export function comeAfter(pids: Iterable<number>): void {
  for (const process of [...pids].flatMap(treeOf)) {
    for (const thread of readdirSync(`/proc/${process}/task`)) {
      try {
        setPriority(Number(thread), BEHIND);
      } catch {
        // It has ended meanwhile.
      }
    }
    try {
      writeFileSync(`/proc/${process}/autogroup`, String(BEHIND));
    } catch {
      // Sessions have no shares here.
    }
  }
}
