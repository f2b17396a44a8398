import { describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging/create-logger.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { startWorker } from '../worker.ts';

const logger = createLogger('test', 'silent');
const HOUR = 3_600_000;

describe('a worker', () => {
  it('works at its start, and when it is woken, however long the sweep', async () => {
    let rounds = 0;
    await using worker = startWorker({
      name: 'test',
      logger,
      sweepMs: HOUR,
      work: async () => {
        rounds += 1;
        return false;
      },
    });
    await eventually('the first round', () => rounds === 1);
    worker.wake();
    await eventually('the second round', () => rounds === 2);
  });

  it('misses no call that comes during a round', async () => {
    let rounds = 0;
    let finish = () => {};
    await using worker = startWorker({
      name: 'test',
      logger,
      sweepMs: HOUR,
      work: () =>
        new Promise((resolve) => {
          rounds += 1;
          finish = () => resolve(false);
        }),
    });
    await eventually('the first round', () => rounds === 1);
    worker.wake();
    worker.wake();
    finish();
    await eventually('one more round', () => rounds === 2);
    finish();
  });

  it('goes on after a round that failed', async () => {
    let rounds = 0;
    await using _worker = startWorker({
      name: 'test',
      logger,
      sweepMs: HOUR,
      work: async () => {
        rounds += 1;
        if (rounds < 3) throw new Error('not yet');
        return false;
      },
    });
    await eventually('it worked in the end', () => rounds === 3);
  });

  it('finishes its round before it is gone', async () => {
    let finished = false;
    const worker = startWorker({
      name: 'test',
      logger,
      sweepMs: HOUR,
      work: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        finished = true;
        return true;
      },
    });
    await worker[Symbol.asyncDispose]();
    expect(finished).toBe(true);
  });
});
