import { type ChildProcess, fork, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Time that a process has between SIGTERM and SIGKILL, in ms. */
const STOP_MS = 3_000;

/** How a process is started. */
export interface Command {
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  cwd?: string;
}

/** A process that ends with ours, whatever ends ours. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** True until it has ended. */
  isRunning(): boolean;
  /** The end of what it has printed. */
  lastWords(): string;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, wait(STOP_MS, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await ended;
}

/**
 * Starts a gateway on its core. The kernel kills it when this process dies without a word.
 *
 * @param log file for what it prints
 */
export function startPinned({ command, args, env, cwd }: Command, core: string, log: string): Child {
  const output = openSync(log, 'w');
  const stdio: StdioOptions = ['ignore', output, output];
  const line = ['--pdeathsig', 'KILL', 'taskset', '-c', core, command, ...args];
  const child = spawn('setpriv', line, { stdio, cwd, env: { ...process.env, ...env } });
  closeSync(output);
  let failure = '';
  child.once('error', (error) => (failure = error.message));
  return {
    pid: child.pid ?? 0,
    isRunning: () => failure === '' && child.exitCode === null && child.signalCode === null,
    lastWords: () => failure + readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n'),
    [Symbol.asyncDispose]: () => stop(child),
  };
}

/** A process of the bench itself, which is talked to by messages and ends when we are gone. */
export interface Assistant<Question extends object, Reply extends object> extends AsyncDisposable {
  ask(question: Question): Promise<Reply>;
  /** The first thing that it says by itself. */
  readonly first: Promise<Reply>;
}

/** Starts one of the bench's own scripts. Questions are answered one at a time. */
export function startAssistant<Question extends object, Reply extends object>(path: URL): Assistant<Question, Reply> {
  const child = fork(path, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let pending: PromiseWithResolvers<Reply> | undefined;
  child.on('message', (reply) => pending?.resolve(reply as Reply));
  child.on('exit', () => pending?.reject(new Error(`${path.pathname} has ended.`)));
  // A question to one that has ended; its end is what is told.
  child.on('error', (error) => pending?.reject(error));

  function next(): Promise<Reply> {
    pending = Promise.withResolvers();
    pending.promise.catch(() => {});
    return pending.promise;
  }

  const first = next();
  return {
    first,
    ask(question) {
      const reply = next();
      child.send(question);
      return reply;
    },
    [Symbol.asyncDispose]: () => stop(child),
  };
}
