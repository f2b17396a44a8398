import { setTimeout as delay } from 'node:timers/promises';
import { type ProcessGroup, startGroup } from '../engines/process-group.ts';

/** One start of a service, the first one included. */
export interface Restart {
  service: string;
  /** ISO 8601. */
  startedAt: string;
  /** When it said that it has all that it needs; null when it ended before. */
  readyAt: string | null;
  /** From its start, or from when the engines were back if that was later; null when it ended before. */
  readyMs: number | null;
}

export interface ServiceOptions {
  name: string;
  /** The folder that it is started in: a copy of the repository. */
  sourceRoot: string;
  /** Relative to the folder. */
  script: string;
  /** Arguments of Node before the script. */
  nodeArguments?: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Answers 200, and not that it is degraded, once the service has all that it needs. */
  readyUrl: string;
  logFile: string;
  /** When what it needs was last given back to it, in ms since the epoch. */
  enginesBackAt(): number;
}

/** A service's process, that is started again when it ends by itself or by a fault. */
export interface SupervisedService extends AsyncDisposable {
  readonly name: string;
  readonly restarts: readonly Restart[];
  /** Of the present process. */
  pid(): number;
  /** Resolves when the service, as it runs now or is started next, is ready. @throws Error when it is not within a minute */
  untilReady(): Promise<void>;
  /** Has it write what Node has compiled, for whoever is started next. */
  keepCompiled(): void;
  /** A crash, from which the supervisor starts it again. */
  kill(): void;
  /** SIGSTOP and SIGCONT. */
  freeze(frozen: boolean): void;
  /** Ends it in order, as a deployment does; it stays down. */
  stop(): Promise<void>;
  /** SIGTERM, the end of what it has in hand, and a start anew, with other variables if any are given. */
  restart(change?: { env?: NodeJS.ProcessEnv; nodeArguments?: readonly string[] }): Promise<void>;
  /** Kills it and leaves it dead until `revive`. */
  down(): void;
  revive(): void;
}

const KEEP_COMPILED = new URL('keep-compiled.mjs', import.meta.url).href;
/** From a service's end to its next start: what an orchestrator takes at best. */
const RESTART_PAUSE_MS = 200;
const ASK_EVERY_MS = 50;
const READY_WITHIN_MS = 60_000;

/** A service without its broker answers 200, too, and says that it is degraded. */
const answersOk = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(1_500) }).then(
    async (response) => {
      const body = await response.text();
      return response.ok && !body.includes('"degraded"');
    },
    () => false,
  );

/** Starts a service and keeps it running. */
export function superviseService(options: ServiceOptions): SupervisedService {
  const { name, sourceRoot, script, readyUrl, logFile, enginesBackAt } = options;
  const restarts: Restart[] = [];
  let { env, nodeArguments = [] } = options;
  let group: ProcessGroup;
  let ready = false;
  let wanted = true;
  let disposed = false;

  async function followReadiness(mine: ProcessGroup, restart: Restart): Promise<void> {
    const started = Date.now();
    while (!mine.hasEnded()) {
      if (await answersOk(readyUrl)) {
        if (mine !== group || mine.hasEnded()) return;
        ready = true;
        restart.readyAt = new Date().toISOString();
        restart.readyMs = Math.max(0, Date.now() - Math.max(started, enginesBackAt()));
        return;
      }
      await delay(ASK_EVERY_MS);
    }
  }

  function start(): void {
    const restart: Restart = { service: name, startedAt: new Date().toISOString(), readyAt: null, readyMs: null };
    restarts.push(restart);
    ready = false;
    const mine = startGroup({
      program: process.execPath,
      args: ['--import', KEEP_COMPILED, ...nodeArguments, script],
      cwd: sourceRoot,
      env,
      logFile,
    });
    group = mine;
    void followReadiness(mine, restart);
    void mine.ended.then(async () => {
      if (group === mine) ready = false;
      await delay(RESTART_PAUSE_MS);
      if (wanted && !disposed && group === mine) start();
    });
  }

  async function untilReady(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!ready) {
      if (performance.now() > deadline) throw new Error(`${name} was not ready within a minute; its log is ${logFile}`);
      await delay(ASK_EVERY_MS);
    }
  }

  start();
  return {
    name,
    restarts,
    pid: () => group.pid,
    untilReady,
    keepCompiled: () => group.signal('SIGWINCH'),
    kill() {
      ready = false;
      group.signal('SIGKILL');
    },
    freeze: (frozen) => group.signal(frozen ? 'SIGSTOP' : 'SIGCONT'),
    async stop() {
      wanted = false;
      await group.stop();
    },
    async restart(change = {}) {
      ({ env = env, nodeArguments = nodeArguments } = change);
      await this.stop();
      wanted = true;
      start();
      await untilReady();
    },
    down() {
      wanted = false;
      ready = false;
      group.signal('SIGKILL');
    },
    revive() {
      wanted = true;
      if (group.hasEnded()) start();
    },
    async [Symbol.asyncDispose]() {
      disposed = true;
      group.signal('SIGCONT');
      group.signal('SIGKILL');
      await group.ended;
    },
  };
}
