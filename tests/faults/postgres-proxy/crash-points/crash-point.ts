import type { Point } from '../points.ts';

/** What a customer has to do (or not to do) for a point to be reached; buying and paying reach the others. */
export type Occasion = 'cancel' | 'decline' | 'leave-unpaid' | 'refund';

/** A place of the checkout at which a service is killed. */
export interface CrashPoint extends Point {
  name: string;
  service: string;
  /** What is done by then and what is not. */
  says: string;
  needs?: Occasion;
  /** Whether the short reel has it. */
  short?: true;
}
