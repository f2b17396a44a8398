import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Admission, createAdmission, createAdmissions, type Leave } from '../limits/admission.ts';

let admission: Admission;
/** The operations that are under way, oldest first. */
let underWay: Leave[];

beforeEach(() => {
  jest.useFakeTimers();
  admission = createAdmission({ max: 200 });
  underWay = [];
});
afterEach(() => {
  jest.useRealTimers();
});

/** Asks for a place. Gives whether there was one, in time. */
async function ask(): Promise<boolean> {
  const leave = await admission.enter();
  if (leave !== undefined) underWay.push(leave);
  return leave !== undefined;
}

/** What `asking` gives after so many ms; undefined when it is not known by then. */
async function within(ms: number, asking: Promise<boolean>): Promise<boolean | undefined> {
  let admitted: boolean | undefined;
  void asking.then((known) => {
    admitted = known;
  });
  await jest.advanceTimersByTimeAsync(ms);
  return admitted;
}

const fill = async (): Promise<void> => {
  for (let count = underWay.length; count < admission.places(); count += 1) await ask();
};

/** For some seconds so many operations are answered in each, and `asked` times as many come. */
async function seconds(count: number, { answered, asked }: { answered: number; asked: number }): Promise<void> {
  for (let step = 0; step < count * answered; step += 1) {
    await jest.advanceTimersByTimeAsync(1_000 / answered);
    underWay.shift()?.('executed');
    for (let times = 0; times < asked; times += 1) void ask();
  }
  await jest.advanceTimersByTimeAsync(10);
}

describe('the admission of operations', () => {
  it('has 24 places, and lets a burst wait for 500 ms', async () => {
    await fill();
    expect(underWay).toHaveLength(24);
    const asking = ask();
    expect(await within(499, asking)).toBeUndefined();
    expect(await within(1, asking)).toBe(false);
  });

  it('lets wait for 10 ms who comes when half of the places have not been free for 500 ms', async () => {
    await fill();
    await jest.advanceTimersByTimeAsync(500);
    const asking = ask();
    expect(await within(9, asking)).toBeUndefined();
    expect(await within(1, asking)).toBe(false);
    for (let left = 0; left < 12; left += 1) underWay.shift()?.('executed');
    await fill();
    expect(await within(10, ask())).toBe(false);
    for (let left = 0; left < 13; left += 1) underWay.shift()?.('executed');
    await fill();
    expect(await within(499, ask())).toBeUndefined();
  });

  it('gives a place that comes free to who has waited longest', async () => {
    await fill();
    const [first, second] = [ask(), ask()];
    underWay.shift()?.('executed');
    expect(await within(0, first)).toBe(true);
    expect(await within(0, second)).toBeUndefined();
    underWay.shift()?.('executed');
    expect(await within(0, second)).toBe(true);
  });

  it('has as many places as are answered in 150 ms', async () => {
    await fill();
    await seconds(5, { answered: 1_000, asked: 2 });
    expect(admission.places()).toBeGreaterThan(145);
    expect(admission.places()).toBeLessThanOrEqual(150);
    await seconds(5, { answered: 200, asked: 2 });
    expect(admission.places()).toBe(30);
    expect(underWay).toHaveLength(30);
  });

  it('does not take refusals for answers', async () => {
    await fill();
    for (let step = 0; step < 10_000; step += 1) {
      await jest.advanceTimersByTimeAsync(1);
      underWay.shift()?.('refused');
      void ask();
      void ask();
    }
    expect(admission.places()).toBe(24);
  });

  it('never has fewer than 24 nor more than it may', async () => {
    await fill();
    await seconds(5, { answered: 2_000, asked: 2 });
    expect(admission.places()).toBe(200);
    await seconds(10, { answered: 10, asked: 2 });
    expect(admission.places()).toBe(24);
  });

  it('keeps its places while nobody is sent away', async () => {
    await fill();
    await seconds(5, { answered: 500, asked: 2 });
    await seconds(1, { answered: 500, asked: 1 });
    const places = admission.places();
    expect(places).toBeGreaterThan(60);
    await seconds(10, { answered: 10, asked: 1 });
    expect(admission.places()).toBe(places);
  });

  it('has places of its own for each kind', async () => {
    const { query, mutation } = createAdmissions({ max: 1 });
    query.enter();
    expect(query.enter()).toBeInstanceOf(Promise);
    expect(mutation.enter()).not.toBeInstanceOf(Promise);
  });
});
