/** Why the one who fills a queue ends it: its source has failed, or the reader has to begin anew. */
export type EndReason = 'failed' | 'invalidated';

/** What comes out of a queue: the next value, or why there is none. */
export type Taken<Value> = { value: Value } | { ended: 'closed' | 'overflow' | EndReason };

/** Values for one slow reader. Bounded: what comes when it is full ends it, after what it holds has been taken. */
export interface EventQueue<Value> {
  push(value: Value): void;
  /** Resolves when less than the half of it is taken up: for a writer that can wait. */
  room(): Promise<void>;
  /** Waits for the next value. One reader only. */
  take(): Promise<Taken<Value>>;
  /** Ends it now; what it holds is dropped. */
  close(): void;
  /** Ends it after what it holds has been taken. */
  end(reason: EndReason): void;
}

export function createEventQueue<Value>(limit: number): EventQueue<Value> {
  let values: Value[] = [];
  let ended: 'closed' | 'overflow' | EndReason | undefined;
  let wakeReader = () => {};
  let wakeWriter = () => {};

  return {
    push(value) {
      if (ended !== undefined) return;
      if (values.length >= limit) ended = 'overflow';
      else values.push(value);
      wakeReader();
    },
    async room() {
      while (ended === undefined && values.length > limit / 2) {
        await new Promise<void>((resolve) => {
          wakeWriter = resolve;
        });
      }
    },
    async take() {
      for (;;) {
        const value = values.shift();
        if (value !== undefined) {
          wakeWriter();
          return { value };
        }
        if (ended !== undefined) return { ended };
        await new Promise<void>((resolve) => {
          wakeReader = resolve;
        });
      }
    },
    close() {
      values = [];
      ended = 'closed';
      wakeReader();
      wakeWriter();
    },
    end(reason) {
      ended ??= reason;
      wakeReader();
      wakeWriter();
    },
  };
}
