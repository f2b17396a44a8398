import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Admission, createAdmission, type Leave } from '../limits/admission.ts';

let time: number;
let admission: Admission;

beforeEach(() => {
  time = 0;
  admission = createAdmission({ max: 1_000, now: () => time });
});

/** Lets in as many as it can of `count`. */
const enter = (count: number): Leave[] =>
  Array.from({ length: count }, () => admission.enter()).filter((leave) => leave !== undefined);

/** A round of operations that all take so long, in ms; gives how many were admitted. */
function round(count: number, ms: number): number {
  const admitted = enter(count);
  time += ms;
  for (const leave of admitted) leave();
  return admitted.length;
}

describe('the admission of operations', () => {
  it('lets no more be under way than there are places, and gives places again', () => {
    const admitted = enter(1_200);
    expect(admitted).toHaveLength(1_000);
    expect(admission.enter()).toBeUndefined();
    admitted[0]?.();
    expect(admission.enter()).toBeDefined();
  });

  it('has fewer places while answers are late, as many as were under way at most less a fifth', () => {
    round(600, 900);
    expect(admission.places()).toBe(480);
    round(600, 900);
    expect(admission.places()).toBe(384);
  });

  it('has no more and no fewer places while answers are in time and not all places are taken', () => {
    round(600, 900);
    for (let times = 0; times < 10; times += 1) round(400, 300);
    expect(admission.places()).toBe(480);
  });

  it('has more places again, up to the most, when answers are in time and clients were sent away', () => {
    round(600, 900);
    round(600, 300);
    expect(admission.places()).toBe(504);
    for (let times = 0; times < 40; times += 1) round(2_000, 300);
    expect(admission.places()).toBe(1_000);
  });

  it.each([
    [4, 1_000],
    [5, 64],
  ])('bears one late answer in five: %i of 20', (late, places) => {
    const admitted = enter(late);
    time += 500;
    admitted.push(...enter(20 - late));
    time += 300;
    for (const leave of admitted) leave();
    expect(admission.places()).toBe(places);
  });

  it('never has fewer than 64 places', () => {
    for (let times = 0; times < 40; times += 1) round(1_000, 2_000);
    expect(admission.places()).toBe(64);
  });
});
