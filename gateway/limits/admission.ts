/** Says that an operation that was admitted has been answered. */
export type Leave = () => void;

/** How many operations may be under way at once. */
export interface Admission {
  /** Takes a place for an operation; undefined when there is none, and the client is to come again. */
  enter(): Leave | undefined;
  /** The places that there are now. */
  places(): number;
}

export interface AdmissionOptions {
  /** Most places that there ever are. */
  readonly max: number;
  /** Now, in ms. */
  readonly now?: () => number;
}

/** An answer that took longer is late, in ms: clients leave after 1 s, and more of them under way make all of them later. */
const LATE_MS = 750;

/** This share of late answers says that more is under way than can be done. */
const TOO_MANY_LATE = 0.2;

/** Answers are judged together: as many as come in this time, in ms, and at least so many. */
const JUDGED_MS = 200;
const JUDGED_COUNT = 20;

/** However late answers are, so many operations may be under way. */
const FEWEST = 64;

/**
 * Admits as many operations as are answered in time (additive increase, multiplicative decrease). The subgraphs and their
 * databases are what gets tired first, and only the time that answers take tells: with a queue that grows every answer comes
 * too late to be of use, while those who are sent away at once can come again.
 */
export function createAdmission({ max, now = () => performance.now() }: AdmissionOptions): Admission {
  let places = max;
  let underWay = 0;
  let wasFull = false;
  let most = 0;
  let answers = 0;
  let late = 0;
  let judgedAt = now();

  function judge(at: number): void {
    if (at - judgedAt < JUDGED_MS || answers < JUDGED_COUNT) return;
    if (late > answers * TOO_MANY_LATE) places = Math.max(FEWEST, Math.floor(Math.min(places, most) * 0.8));
    else if (wasFull) places = Math.min(max, Math.ceil(places * 1.05));
    judgedAt = at;
    answers = 0;
    late = 0;
    most = underWay;
    wasFull = false;
  }

  return {
    enter() {
      if (underWay >= places) {
        wasFull = true;
        return undefined;
      }
      underWay += 1;
      most = Math.max(most, underWay);
      const began = now();
      return () => {
        const at = now();
        underWay -= 1;
        // It says nothing of the places that there are now.
        if (began < judgedAt) return;
        answers += 1;
        if (at - began > LATE_MS) late += 1;
        judge(at);
      };
    },
    places: () => places,
  };
}
