/** Things that are opened one after another, each before it is asked for. */
export interface Ahead<Item> extends AsyncDisposable {
  /** Begins to open what is next, unless that has begun or nothing is left. */
  begin(): void;
  /** What is next. @throws what its opening has thrown */
  take(): Promise<Item>;
}

/** Whoever takes an item disposes of it; one that is opened and not taken goes with this. */
export function openAhead<Item extends AsyncDisposable>(opens: readonly (() => Promise<Item>)[]): Ahead<Item> {
  let next = 0;
  let opening: Promise<Item> | undefined;
  function begin(): void {
    const open = opens[next];
    if (opening !== undefined || open === undefined) return;
    next += 1;
    opening = open();
    // Whoever takes it is told.
    opening.catch(() => {});
  }
  return {
    begin,
    async take() {
      begin();
      if (opening === undefined) throw new Error('nothing is left to be opened');
      const taken = opening;
      opening = undefined;
      return taken;
    },
    async [Symbol.asyncDispose]() {
      const [opened] = await Promise.allSettled([opening]);
      if (opened.status === 'fulfilled') await opened.value?.[Symbol.asyncDispose]();
    },
  };
}
