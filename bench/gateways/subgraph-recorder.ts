import { startAssistant } from './measure/child.ts';
import type { ReplayAnswer, ReplayCommand } from './replay/serve.ts';

/** A subgraph was asked what it was not asked while it was recorded. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

/** The subgraphs, real at first, then replayed. */
export interface SubgraphRecorder extends AsyncDisposable {
  /** By name. */
  urls: Readonly<Record<string, string>>;
  /** Ends the real ones: from now on everything is answered from what was recorded. */
  replay(): Promise<void>;
  /**
   * How many calls there were since it was asked last.
   *
   * @throws NotRecorded with such requests, if there were any
   */
  calls(): Promise<number>;
}

/** Starts the real subgraphs and the recorder before them. */
export async function startSubgraphs(): Promise<SubgraphRecorder> {
  await using resources = new AsyncDisposableStack();
  const real = resources.use(
    startAssistant<never, { urls: Record<string, string> }>(new URL('subgraphs/serve.ts', import.meta.url)),
  );
  const recorder = resources.use(
    startAssistant<ReplayCommand, ReplayAnswer>(new URL('replay/serve.ts', import.meta.url)),
  );
  const started = await recorder.ask({ command: 'record', urls: (await real.first).urls });
  if (!('urls' in started)) throw new Error('The recorder has not started.');

  async function ask(command: 'count' | 'replay'): Promise<number> {
    const counted = await recorder.ask({ command });
    if (!('calls' in counted)) return 0;
    if (counted.unknown.length > 0) {
      throw new NotRecorded(
        `A subgraph was asked what was not recorded:\n${counted.unknown.join('\n').slice(0, 4_000)}`,
      );
    }
    return counted.calls;
  }

  const owned = resources.move();
  return {
    urls: started.urls,
    async replay() {
      await ask('replay');
      await real[Symbol.asyncDispose]();
    },
    calls: () => ask('count'),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
