// What resolvers of these types get, under names that the schema's own types do not have.
export type { Money as MoneyParent } from '#platform/subgraph/money.ts';
export type { Payment as PaymentParent } from '../payment/payment.ts';
