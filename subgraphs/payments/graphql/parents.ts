// What resolvers of these types get, under names that the schema's own types do not have.
export type { Money as MoneyParent } from '#platform/subgraph/money.ts';
export type { Payment as PaymentParent } from '../payment/payment.ts';
export type { Refund as RefundParent } from '../refund/refund.ts';
export type { Wallet as WalletParent } from '../wallet/wallet-repository.ts';
