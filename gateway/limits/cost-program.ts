type Variables = Readonly<Record<string, unknown>>;

/** The cost of an operation for a request's variables, as they come from coercion. */
export type CompiledCost = (variables: Variables) => number;

/** A number that is known now, or one that a register will hold when the variables are. */
export type Term = number | { readonly register: number };

/** Costs end here, so that sums of products stay exact and no product is `Infinity * 0`. */
const CEILING = 1e15;

type Step = (registers: Float64Array, variables: Variables) => number;

/** Arithmetic that is done now as far as it can be; a term that is used in many places is computed once for a request. */
export interface CostProgram {
  /** A number that hangs on variables. */
  read(from: (variables: Variables) => number): Term;
  sum(terms: readonly Term[]): Term;
  product(left: Term, right: Term): Term;
  max(terms: readonly Term[]): Term;
  compile(result: Term): CompiledCost;
}

const bounded = (value: number) => (value < CEILING ? value : CEILING);

/** Parts a list of terms into what is known and the registers. */
function part(
  terms: readonly Term[],
  fold: (left: number, right: number) => number,
): { known: number; registers: number[] } {
  let known = 0;
  const registers: number[] = [];
  for (const term of terms) {
    if (typeof term === 'number') known = fold(known, term);
    else registers.push(term.register);
  }
  return { known: bounded(known), registers };
}

export function createCostProgram(): CostProgram {
  const steps: Step[] = [];
  const step = (next: Step): Term => ({ register: steps.push(next) - 1 });

  function combine(terms: readonly Term[], fold: (left: number, right: number) => number): Term {
    const { known, registers } = part(terms, fold);
    const [first] = registers;
    if (first === undefined) return known;
    if (registers.length === 1 && known === 0) return { register: first };
    return step((values) => {
      let result = known;
      for (const register of registers) result = fold(result, values[register] ?? 0);
      return result;
    });
  }

  return {
    read: (from) => step((_, variables) => from(variables)),
    sum: (terms) => combine(terms, (left, right) => left + right),
    max: (terms) => combine(terms, (left, right) => Math.max(left, right)),
    product(left, right) {
      if (left === 0 || right === 0) return 0;
      if (left === 1) return right;
      if (right === 1) return left;
      if (typeof left === 'number') {
        if (typeof right === 'number') return bounded(left * right);
        const { register } = right;
        return step((values) => left * (values[register] ?? 0));
      }
      const { register } = left;
      if (typeof right === 'number') return step((values) => right * (values[register] ?? 0));
      const other = right.register;
      return step((values) => (values[register] ?? 0) * (values[other] ?? 0));
    },
    compile(result) {
      if (typeof result === 'number') return () => result;
      const { register } = result;
      const registers = new Float64Array(steps.length);
      return (variables) => {
        for (let index = 0; index < steps.length; index += 1) {
          registers[index] = bounded(steps[index]?.(registers, variables) ?? 0);
        }
        return registers[register] ?? 0;
      };
    },
  };
}
