import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Unit of CPU time in /proc: USER_HZ, 100 on every Linux that Node runs on. */
const TICK_MS = 10;

/** Fields of /proc/PID/stat after the name, which may hold blanks: see proc(5). */
const PARENT = 1;
const USER_TIME = 11;
const SYSTEM_TIME = 12;

function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** A process and what it has started, all of their threads included. */
export function treeOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .map((pid) => ({ pid, parent: Number(statOf(pid)?.[PARENT]) }));
  const tree = [root];
  for (const pid of tree) tree.push(...parents.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return tree;
}

/** CPU time, user and system, that a process and its children have used, in ms. */
export function cpuOf(root: number): number {
  return treeOf(root)
    .map(statOf)
    .reduce((sum, stat) => sum + (Number(stat?.[USER_TIME] ?? 0) + Number(stat?.[SYSTEM_TIME] ?? 0)) * TICK_MS, 0);
}

/** Looks in a row at which a process must have been found at rest. */
const LOOKS = 4;

/** Longest time to wait for it, in looks of 50 ms. */
const MAX_LOOKS = 300;

/** Resolves when a process has rested for 0.2 s: requests that nobody waits for any more have been worked off. */
export async function untilIdle(root: number): Promise<void> {
  let before = cpuOf(root);
  for (let look = 0, atRest = 0; look < MAX_LOOKS && atRest < LOOKS; look += 1) {
    await wait(50);
    const now = cpuOf(root);
    atRest = now - before < TICK_MS ? atRest + 1 : 0;
    before = now;
  }
}

/** Lets the kernel forget the peaks, so that the next one belongs to what runs next. Needs no right for one's own processes. */
export function forgetPeak(root: number): void {
  for (const pid of treeOf(root)) {
    try {
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
    } catch {
      // The peak then is that of the whole run.
    }
  }
}

/** Most memory that a process and its children have held since `forgetPeak`, in MB. */
export function peakMemoryOf(root: number): number {
  return treeOf(root).reduce((sum, pid) => {
    try {
      return sum + Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch {
      return sum;
    }
  }, 0);
}
