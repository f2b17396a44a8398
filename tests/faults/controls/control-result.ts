/** A negative control: what the product is without one of its guards, and whether the checker noticed. */
export interface ControlResult {
  control: string;
  says: string;
  noticed: boolean;
  /** By which invariants. */
  broken: readonly string[];
  seconds: number;
}
