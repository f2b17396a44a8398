/** A change of a source file: this text, which stands there once, is replaced. */
export interface Edit {
  /** Relative to the repository. */
  file: string;
  find: string;
  replace: string;
}

/** A guard that is taken out of the product, to see that the checker misses it. */
export interface Control {
  name: string;
  /** What is switched off. */
  says: string;
  /** More than one where several things stand guard over the same. */
  edits: readonly Edit[];
  /** The row of faults under which the guard is needed. */
  row: string;
  /** Invariants of which at least one has to be found broken. */
  expects: readonly string[];
  /** Whether the short reel has it. */
  short?: true;
}
