import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { silentLogger } from '../logger.ts';
import { relocatedFolder } from '../relocated-folder.ts';
import { stopOrphan } from '../stop-orphan.ts';

export const isRoot = process.getuid?.() === 0;
export const nobody = { uid: 65534, gid: 65534 };

export type Outcome = { url?: string; error?: string; messages: string[] };
export type ServerParent = { child: ChildProcess; outcome: Outcome };

/** A project folder of its own and processes that run a server in it; `remove` ends them and deletes everything. */
export function createTestProject(mode: number) {
  const project = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'embedded-postgres-')));
  fs.chmodSync(project, mode);
  const folder = path.join(project, '.agora/postgres');
  const children: ChildProcess[] = [];

  /** A Node process that starts the server and goes on running it; gives what came of the start. */
  async function startInChild(ids: { uid?: number; gid?: number } = {}): Promise<ServerParent> {
    const script = path.join(import.meta.dirname, 'run-server.ts');
    const child = spawn(process.execPath, [script, folder], { ...ids, cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    return { child, outcome: JSON.parse(String(line)) };
  }

  async function remove(): Promise<void> {
    for (const child of children) await killed(child);
    for (const home of [folder, relocatedFolder(folder)]) await stopOrphan(path.join(home, 'data'), silentLogger);
    fs.rmSync(project, { recursive: true, force: true, maxRetries: 10 });
    if (isRoot) fs.rmSync(relocatedFolder(folder), { recursive: true, force: true, maxRetries: 10 });
  }

  return { project, folder, startInChild, remove };
}

/** kill -9 and wait for the end. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
