/** Says what became of an operation that was admitted: a refusal costs nothing and tells nothing of what can be done. */
export type Leave = (outcome: 'executed' | 'refused') => void;

/** How many operations of a kind may be under way at once. */
export interface Admission {
  /** Takes a place for an operation, waiting a moment for one; undefined when none came free: the client is to come again. */
  enter(): Leave | Promise<Leave | undefined>;
  /** The places that there are now. */
  places(): number;
}

/** Each kind has places of its own: a flood of reads takes none from those who pay, a provider that hangs none from readers. */
export type Admissions = Readonly<Record<'query' | 'mutation', Admission>>;

export interface AdmissionOptions {
  /** Most places that there ever are. */
  readonly max: number;
}

/** However seldom there are answers, so many may be under way. */
const FEWEST = 24;

/**
 * What an operation may take on average when there is too much to do, in ms: the slowest take five times that, and subgraphs
 * have 800 ms for an answer.
 */
const BUSY_MS = 150;

/** How long an operation may wait for a place, in ms: a burst passes, and nobody is sent away. */
const BURST_WAIT_MS = 500;

/** The same once half of the places have not been free for as long: it is no burst, and who is sent away hears it at once. */
const CROWD_WAIT_MS = 10;

/** Answers are counted for so long, in ms, and the newest count weighs so much: they come in bunches. */
const COUNTED_MS = 200;
const COUNT_WEIGHT = 0.2;

/**
 * Admits as many operations as are answered in time. By Little's law what is under way is the rate of answers times the time
 * that each takes: with the rate that was reached and `BUSY_MS` that gives the places. When the subgraphs and their databases
 * can do no more the rate stays, and with it places and time, however much is asked for; those who are sent away at once can
 * come again.
 *
 * Not by lateness (additive increase, multiplicative decrease): answers tell of too much only when they come. With three
 * times the load that can be held, deadlines of subgraphs had passed and breakers opened before: 774 of 5,100 operations
 * failed and goodput fell to 75 %; in this way none, at 150 to 190 % (`npm run bench:checkout -- --phases=knee,overload`).
 */
export function createAdmission({ max }: AdmissionOptions): Admission {
  const fewest = Math.min(max, FEWEST);
  const waiting = new Set<() => void>();
  let places = fewest;
  let underWay = 0;
  let sentAway = false;
  /** Answers a ms. */
  let rate = 0;
  let answers = 0;
  let countedFrom = performance.now();
  let calmAt = performance.now();

  function count(at: number): void {
    answers += 1;
    const ms = at - countedFrom;
    if (ms < COUNTED_MS) return;
    const seen = answers / ms;
    // While nobody is sent away it is the rate at which operations come, and more might be answered.
    if (sentAway || seen > rate) rate += (seen - rate) * COUNT_WEIGHT;
    places = Math.min(max, Math.max(fewest, Math.round(rate * BUSY_MS)));
    countedFrom = at;
    answers = 0;
    sentAway = false;
  }

  function take(): Leave {
    if (underWay < places / 2) calmAt = performance.now();
    underWay += 1;
    return (outcome) => {
      underWay -= 1;
      if (outcome === 'executed') count(performance.now());
      for (const admit of waiting) {
        if (underWay >= places) break;
        admit();
      }
    };
  }

  return {
    enter() {
      if (underWay < places) return take();
      const isBurst = performance.now() - calmAt < BURST_WAIT_MS;
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => {
            waiting.delete(admit);
            sentAway = true;
            resolve(undefined);
          },
          isBurst ? BURST_WAIT_MS : CROWD_WAIT_MS,
        );
        function admit(): void {
          clearTimeout(timer);
          waiting.delete(admit);
          resolve(take());
        }
        waiting.add(admit);
      });
    },
    places: () => places,
  };
}

/** Makes the places of both kinds; `max` is for each. */
export const createAdmissions = (options: AdmissionOptions): Admissions => ({
  query: createAdmission(options),
  mutation: createAdmission(options),
});
