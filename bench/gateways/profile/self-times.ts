import type { CallFrame, CpuProfile } from './inspector.ts';

/** Time that was spent in a function's own code, without what it calls, in µs. */
interface SelfTime {
  name: string;
  line: number;
  time: number;
}

/** The functions of one file, the costliest first. */
export interface FileTime {
  file: string;
  time: number;
  functions: SelfTime[];
}

/** Not every function is in a file: some are V8's own, as `(garbage collector)`, and some were made while it ran. */
function fileOf({ url, functionName, lineNumber }: CallFrame): string {
  if (url !== '') return url.replace('file://', '');
  if (functionName.startsWith('(') && functionName !== '(anonymous)') return functionName;
  return lineNumber < 0 ? '(native)' : '(generated)';
}

/** Sums up a profile by file and function; time in which the process had nothing to do is left out. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): FileTime[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const files = new Map<string, Map<string, SelfTime>>();
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') return;
    const file = fileOf(frame);
    const functions = files.get(file) ?? new Map<string, SelfTime>();
    files.set(file, functions);
    const name = frame.functionName || '(anonymous)';
    const line = frame.lineNumber + 1;
    const self = functions.get(`${name}:${line}`) ?? { name, line, time: 0 };
    self.time += timeDeltas[index] ?? 0;
    functions.set(`${name}:${line}`, self);
  });
  return [...files]
    .map(([file, functions]) => {
      const sorted = [...functions.values()].sort((a, b) => b.time - a.time);
      return { file, functions: sorted, time: sorted.reduce((sum, { time }) => sum + time, 0) };
    })
    .sort((a, b) => b.time - a.time);
}

/** Below this share of the whole a line is not worth reading. */
const WORTH_TELLING = 0.004;

/** Lists files and functions with their share and their µs per request. */
export function tellSelfTimes(files: readonly FileTime[], requests: number, root: string): string {
  const whole = files.reduce((sum, { time }) => sum + time, 0);
  const figures = (time: number) =>
    `${((time / whole) * 100).toFixed(1).padStart(5)} % ${(time / requests).toFixed(1).padStart(8)} µs`;
  const lines = files
    .filter(({ time }) => time / whole >= WORTH_TELLING)
    .flatMap(({ file, time, functions }) => [
      `${figures(time)}  ${file.replace(root, '')}`,
      ...functions
        .filter((self) => self.name !== file && self.time / whole >= WORTH_TELLING)
        .map((self) => `${figures(self.time)}      ${self.name}:${self.line}`),
    ]);
  return [...lines, `${figures(whole)}  all, of ${requests} requests`].join('\n');
}
