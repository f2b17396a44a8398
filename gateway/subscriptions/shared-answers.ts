import type { Answer } from '../execution/executor.ts';

/** Shows an event once to all who would get the same answer, those who ask while it is being made. */
export type ShowOnce = (operation: object, address: string, show: () => Promise<Answer>) => Promise<Answer>;

/**
 * Shares executions under way: the tabs of one user follow one order, and each event comes to all of them at once.
 *
 * @returns takes the prepared operation and an address that names everything else that the answer hangs on
 */
export function createSharedAnswers(): ShowOnce {
  const underWay = new WeakMap<object, Map<string, Promise<Answer>>>();

  return (operation, address, show) => {
    const answers = underWay.get(operation) ?? new Map<string, Promise<Answer>>();
    underWay.set(operation, answers);
    const known = answers.get(address);
    if (known !== undefined) return known;
    const answer = show().finally(() => answers.delete(address));
    answers.set(address, answer);
    return answer;
  };
}
