import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'graphql';
import { createPlanMaker, type PlanMaker } from './plan-maker.ts';
import type { PlannerWord, PlanOrder } from './planner-thread.ts';

const say = (word: PlannerWord) => parentPort?.postMessage(word);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function serve(maker: PlanMaker): void {
  parentPort?.on('message', ({ text, ...request }: PlanOrder) => {
    try {
      const document = parse(text, { noLocation: true });
      say({ kind: 'plan', plan: maker.plan({ ...request, document }) });
    } catch (error) {
      say({ kind: 'unplannable', message: messageOf(error) });
    }
  });
  say({ kind: 'ready', apiSdl: maker.apiSdl });
}

try {
  serve(createPlanMaker(String(workerData)));
} catch (error) {
  say({ kind: 'broken', message: messageOf(error) });
}
