/** A function. Lines count from 0; what is not in a source text has -1. */
export interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
}

/** One entry of a CPU profile's call tree. */
interface ProfileNode {
  id: number;
  callFrame: CallFrame;
}

/** As V8 gives it, times in µs: https://chromedevtools.github.io/devtools-protocol/v8/Profiler/#type-Profile */
export interface CpuProfile {
  nodes: readonly ProfileNode[];
  samples: readonly number[];
  timeDeltas: readonly number[];
}

/** Time between two samples, in µs. */
const INTERVAL = 200;

/**
 * Profiles a Node process while something runs.
 *
 * @param port where its inspector listens
 */
export async function profileWhile(port: number, work: () => Promise<void>): Promise<CpuProfile> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const waiting = new Map<number, (result: unknown) => void>();
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(String(data));
    waiting.get(id)?.(result);
  };
  let lastId = 0;
  const call = (method: string, params = {}) =>
    new Promise<unknown>((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      socket.send(JSON.stringify({ id: lastId, method, params }));
    });
  await call('Profiler.enable');
  await call('Profiler.setSamplingInterval', { interval: INTERVAL });
  await call('Profiler.start');
  await work();
  const stopped = (await call('Profiler.stop')) as { profile: CpuProfile };
  socket.close();
  return stopped.profile;
}
