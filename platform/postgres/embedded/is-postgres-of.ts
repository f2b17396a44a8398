import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Whether the process `pid` is a running PostgreSQL server on this very data folder. False for a dead process, for one
 * that was given a dead server's pid, and for a zombie (in a container whose first process reaps no children, a dead
 * orphan stays one for ever, and still answers to signal 0).
 */
export function isPostgresOf(pid: number, dataFolder: string): boolean {
  return process.platform === 'linux' ? isPostgresByProc(pid, dataFolder) : isPostgresByPs(pid, dataFolder);
}

function isPostgresByProc(pid: number, dataFolder: string): boolean {
  try {
    const [program = '', ...args] = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (path.basename(program) !== 'postgres') return false;
    // By the working directory, not by -D: that still holds when the project was moved under a running server.
    return args.includes(dataFolder) || isSameFile(`/proc/${pid}/cwd`, dataFolder);
  } catch {
    return false;
  }
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [fs.statSync(one), fs.statSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}

function isPostgresByPs(pid: number, dataFolder: string): boolean {
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes(`/postgres -D ${dataFolder} `);
}
