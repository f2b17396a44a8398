import { createHash } from 'node:crypto';
import type { DelayName, FaultName, Faults } from './faults.ts';

export interface Dice {
  /** Whether what happens with this probability happens this time. `what` has a luck of its own. */
  lands(what: string, probability: number): boolean;
  /** Whether the fault happens this time. */
  strikes(fault: FaultName): boolean;
  /** How long it takes this time, in ms. */
  ms(delay: DelayName): number;
  /** Starts all over with other faults. */
  replace(faults: Faults): void;
}

/**
 * Throws the dice for everything by itself: whether the nth chance is taken is said by the seed, the name of what may happen
 * and n alone, so that one kind of request does not move another's luck.
 */
export const createDice = (initial: Faults): Dice => {
  let faults = initial;
  const thrown = new Map<string, number>();

  /** 0 inclusive to 1 exclusive. */
  const draw = (name: string): number => {
    const n = (thrown.get(name) ?? 0) + 1;
    thrown.set(name, n);
    return createHash('sha256').update(`${faults.seed}:${name}:${n}`).digest().readUInt32BE() / 2 ** 32;
  };

  return {
    lands: (what, probability) => draw(what) < probability,
    strikes: (fault) => draw(fault) < faults[fault],
    ms(delay) {
      const [from, to] = faults[delay];
      return from + Math.floor(draw(delay) * (to - from + 1));
    },
    replace(next) {
      faults = next;
      thrown.clear();
    },
  };
};
