import { allow, type RuleTree, signedIn } from '#platform/subgraph/shield.ts';

/** Who may ask for what. Whose payments a viewer sees is decided in the SQL. */
export const permissions: RuleTree = {
  Mutation: { payOrder: signedIn },
  Order: { id: allow, payments: signedIn },
  Payment: { '*': signedIn },
  Money: { '*': allow },
  PayOrderSuccess: { '*': allow },
  PaymentDeclined: { '*': allow },
  OrderNotFound: { '*': allow },
  OrderNotPayable: { '*': allow },
  IdempotencyKeyReused: { '*': allow },
  InProgress: { '*': allow },
  InvalidInput: { '*': allow },
  InvalidField: { '*': allow },
};
