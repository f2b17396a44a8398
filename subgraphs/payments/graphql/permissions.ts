import { allow, type RuleTree, signedIn, staff } from '#platform/subgraph/shield.ts';

/** Who may ask for what. Whose payments a viewer sees is decided in the SQL. */
export const permissions: RuleTree = {
  Mutation: { payOrder: signedIn, creditWallet: staff },
  User: { '*': allow },
  WalletBalance: { '*': allow },
  Order: { id: allow, payments: signedIn },
  Payment: { '*': signedIn },
  Refund: { '*': signedIn },
  Money: { '*': allow },
  PayOrderSuccess: { '*': allow },
  CreditWalletSuccess: { '*': allow },
  PaymentDeclined: { '*': allow },
  PaymentNotOpenYet: { '*': allow },
  OrderNotFound: { '*': allow },
  OrderNotPayable: { '*': allow },
  IdempotencyKeyReused: { '*': allow },
  InProgress: { '*': allow },
  InvalidInput: { '*': allow },
  InvalidField: { '*': allow },
};
