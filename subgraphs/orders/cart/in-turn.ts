/** Runs work that has the same key one after the other, in the order in which it came. */
export type InTurn = <Result>(key: string | undefined, work: () => Promise<Result>) => Promise<Result>;

/**
 * For work that would wait for one row's lock anyway: here it waits without a database connection, so that everything else
 * still gets one. It spares connections within a process; what keeps processes apart is the lock. Work without a key does not
 * wait.
 */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    if (key === undefined) return work();
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    const ended = mine
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === ended) last.delete(key);
      });
    last.set(key, ended);
    return mine;
  };
}
