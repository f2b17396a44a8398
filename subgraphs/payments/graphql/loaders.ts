import DataLoader from 'dataloader';
import type { Queryable } from '#platform/postgres/database.ts';
import { isStaff, isUser, type Viewer } from '#platform/security/viewer.ts';
import { idOrNone, ZERO_ID } from '#platform/subgraph/user-errors.ts';
import type { Payment } from '../payment/payment.ts';
import { PAYMENT_COLUMNS, type PaymentRow, paymentFromRow } from '../payment/payment-row.ts';
import type { Refund } from '../refund/refund.ts';
import { REFUND_COLUMNS, type RefundRow, refundFromRow } from '../refund/refund-repository.ts';
import { WALLET_COLUMNS, type Wallet, type WalletRow, walletFromRow } from '../wallet/wallet-repository.ts';

export interface PaymentsLoaders {
  /** A payment by its id; undefined when there is none that the viewer may see. */
  payment: DataLoader<string, Payment | undefined>;
  /** An order's payments by the order's id, oldest first; only those that the viewer may see. */
  paymentsOfOrder: DataLoader<string, Payment[]>;
  /** A payment's refunds by the payment's id, oldest first; whoever sees the payment may see them. */
  refundsOfPayment: DataLoader<string, Refund[]>;
  /** A user's wallets by the user's id, by currency; null where the viewer may not see them. */
  walletsOfUser: DataLoader<string, Wallet[] | null>;
}

/** Loaders for one operation: each asks once for all keys of a tick. */
export function createLoaders(database: Queryable, viewer: Viewer): PaymentsLoaders {
  const mayBeSeen = [viewer.kind === 'user' ? viewer.id : ZERO_ID, isStaff(viewer)];

  return {
    payment: new DataLoader(async (ids) => {
      const { rows } = await database.query<PaymentRow>({
        name: 'payments.by-ids',
        text: `SELECT ${PAYMENT_COLUMNS} FROM payments WHERE id = ANY($1::uuid[]) AND (customer_id = $2 OR $3)`,
        values: [ids.map(idOrNone), ...mayBeSeen],
      });
      const byId = new Map(rows.map((row) => [row.id, paymentFromRow(row)]));
      return ids.map((id) => byId.get(idOrNone(id)));
    }),

    paymentsOfOrder: new DataLoader(async (orderIds) => {
      const { rows } = await database.query<PaymentRow>({
        name: 'payments.of-orders',
        // A payment's id is a UUIDv7: it sorts by time.
        text: `SELECT ${PAYMENT_COLUMNS} FROM payments
               WHERE order_id = ANY($1::uuid[]) AND (customer_id = $2 OR $3) ORDER BY order_id, id`,
        values: [orderIds.map(idOrNone), ...mayBeSeen],
      });
      const byOrder = Map.groupBy(rows.map(paymentFromRow), ({ orderId }) => orderId);
      return orderIds.map((orderId) => byOrder.get(idOrNone(orderId)) ?? []);
    }),

    refundsOfPayment: new DataLoader(async (paymentIds) => {
      const { rows } = await database.query<RefundRow>({
        name: 'refunds.of-payments',
        text: `SELECT ${REFUND_COLUMNS} FROM refunds WHERE payment_id = ANY($1::uuid[]) ORDER BY payment_id, created_at, id`,
        values: [paymentIds],
      });
      const byPayment = Map.groupBy(rows.map(refundFromRow), ({ paymentId }) => paymentId);
      return paymentIds.map((paymentId) => byPayment.get(paymentId) ?? []);
    }),

    walletsOfUser: new DataLoader(async (userIds) => {
      const { rows } = await database.query<WalletRow & { customer_id: string }>({
        name: 'wallets.of-users',
        text: `SELECT customer_id, ${WALLET_COLUMNS} FROM wallets
               WHERE customer_id = ANY($1::uuid[]) AND (customer_id = $2 OR $3) ORDER BY customer_id, currency`,
        values: [userIds.map(idOrNone), ...mayBeSeen],
      });
      const byUser = Map.groupBy(rows, ({ customer_id }) => customer_id);
      return userIds.map((id) =>
        isUser(viewer, idOrNone(id)) || isStaff(viewer) ? (byUser.get(idOrNone(id)) ?? []).map(walletFromRow) : null,
      );
    }),
  };
}
