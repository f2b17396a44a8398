import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import { networkOf } from '#platform/security/network-of.ts';
import { isRegistered } from '#platform/security/viewer.ts';
import type { CostBuckets, Payment } from '../limits/cost-buckets.ts';
import { limitError, limitStatus } from '../limits/limit-error.ts';
import type { createCostModel } from '../limits/operation-cost.ts';
import type { Caller } from '../transport/caller.ts';
import type { CostReport, OperationAnswer } from './graph.ts';
import { refuseOperation } from './refusals.ts';

export interface Costs {
  /** Compiles an operation's cost. @throws GraphQLError when it cannot be told */
  readonly compile: ReturnType<typeof createCostModel>;
  /** Most that one operation may cost. */
  readonly max: number;
  /** Undefined when callers have none. */
  readonly buckets: CostBuckets | undefined;
}

/** An operation that may run, and what it cost; or the answer that refuses it. */
export type ChargeOutcome = { readonly report: CostReport | undefined } | { readonly refusal: OperationAnswer };

export type Charge = (
  variables: Readonly<Record<string, unknown>>,
  caller: Caller,
) => ChargeOutcome | Promise<ChargeOutcome>;

const FREE: ChargeOutcome = { report: undefined };

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

function outcomeOf(
  { allowed, remaining, retryAfterSeconds }: Payment,
  requested: number,
  restoreRate: number,
): ChargeOutcome {
  const report = { requested, remaining, restoreRate };
  if (allowed) return { report };
  const error = limitError(
    'COST_LIMITED',
    `The operation costs ${requested} and you have ${remaining} left: try again in ${retryAfterSeconds} s.`,
  );
  return { refusal: { ...refuseOperation([error], limitStatus(error)), cost: report, retryAfterSeconds } };
}

/**
 * Whose bucket pays: a user's own, or that of the address that guests come from, of IPv6 its network. With a guest session
 * too: whoever begins another would have a full bucket each time.
 */
const payerOf = ({ viewer, clientAddress }: Caller) =>
  viewer.kind === 'user' && isRegistered(viewer) ? viewer.id : networkOf(clientAddress);

/**
 * Makes the charge for one operation: COST_TOO_HIGH when nobody may have it, COST_LIMITED when its caller's bucket has run
 * low.
 *
 * @throws GraphQLError when its cost cannot be told
 */
export function createCharge(
  costs: Costs | undefined,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Charge {
  if (costs === undefined) return () => FREE;
  const { max, buckets } = costs;
  const costOf = costs.compile(operation, fragmentsOf(document));
  return (variables, caller) => {
    const points = costOf(variables);
    if (points > max) {
      return {
        refusal: refuseOperation([
          limitError('COST_TOO_HIGH', `An operation costs at most ${max}, this one ${points}.`),
        ]),
      };
    }
    if (buckets === undefined) return FREE;
    const paying = buckets.take(payerOf(caller), points);
    const { restorePerSecond } = buckets;
    return paying instanceof Promise
      ? paying.then((payment) => outcomeOf(payment, points, restorePerSecond))
      : outcomeOf(paying, points, restorePerSecond);
  };
}
