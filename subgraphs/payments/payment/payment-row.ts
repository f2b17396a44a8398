import type { Payment, PaymentMethod } from './payment.ts';

export interface PaymentRow {
  [column: string]: unknown;
  id: string;
  order_id: string;
  customer_id: string;
  method: PaymentMethod;
  state: Payment['state'];
  amount_minor: string;
  currency: string;
  fingerprint: Buffer;
  provider_reference: string | null;
  decline_code: string | null;
  decline_retryable: boolean | null;
  approved_late: boolean;
  wanted: 'CAPTURE' | 'VOID' | null;
  refunds_minor: string;
  created_at: Date;
}

export const PAYMENT_COLUMNS = `id, order_id, customer_id, method, state, amount_minor, currency, fingerprint,
  provider_reference, decline_code, decline_retryable, approved_late, wanted,
  refunds_minor, created_at`;

/** A row as a payment. The table's CHECKs promise what each state has. */
export function paymentFromRow(row: PaymentRow): Payment {
  const attempt = {
    id: row.id,
    orderId: row.order_id,
    customerId: row.customer_id,
    method: row.method,
    amount: { amountMinor: BigInt(row.amount_minor), currency: row.currency },
    fingerprint: row.fingerprint,
    createdAt: row.created_at,
  };
  const providerReference = row.provider_reference ?? '';
  const approvedLate = row.approved_late;
  const wanted = row.wanted ?? undefined;
  switch (row.state) {
    case 'PENDING':
      return {
        ...attempt,
        state: row.state,
        providerReference: row.provider_reference ?? undefined,
        wanted: wanted === 'VOID' ? wanted : undefined,
      };
    case 'AUTHORIZED':
      return { ...attempt, state: row.state, providerReference, approvedLate, wanted };
    case 'CAPTURED':
      return { ...attempt, state: row.state, providerReference, refundsMinor: BigInt(row.refunds_minor) };
    case 'VOIDED':
      return { ...attempt, state: row.state, providerReference, approvedLate };
    case 'DECLINED':
      return {
        ...attempt,
        state: row.state,
        code: row.decline_code ?? '',
        retryable: row.decline_retryable ?? false,
        providerReference: row.provider_reference ?? undefined,
      };
  }
}
