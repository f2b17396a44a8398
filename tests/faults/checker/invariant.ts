import type { Evidence } from './evidence.ts';

/** What holds whatever was broken. */
export interface Invariant {
  name: string;
  check(evidence: Evidence, findings: Findings): Promise<void>;
}

export interface Findings {
  /** Counts a thing as checked, and notes the sentence where it is not as it should be. */
  expect(holds: boolean, otherwise: string): void;
  readonly checked: number;
  readonly violations: readonly string[];
}

export function createFindings(): Findings {
  const violations: string[] = [];
  let checked = 0;
  return {
    expect(holds, otherwise) {
      checked += 1;
      if (!holds) violations.push(otherwise);
    },
    get checked() {
      return checked;
    },
    violations,
  };
}
