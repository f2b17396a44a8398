import { z } from 'zod';
import { isRegistered } from '#platform/security/viewer.ts';
import { unauthenticated } from '#platform/subgraph/errors.ts';
import {
  idempotencyKey,
  idOrNone,
  invalidInput,
  parseInput,
  userError,
  ZERO_ID,
} from '#platform/subgraph/user-errors.ts';
import type { PayOrderOutcome } from '../../payment/pay-order.ts';
import type { Payment, PaymentIn } from '../../payment/payment.ts';
import { paymentToken } from '../../payment/payment-token.ts';
import { INVALID_TOKEN } from '../../provider/payment-provider.ts';
import type { MutationResolvers, ResolversTypes } from '../generated.ts';

const order = { orderId: z.string(), idempotencyKey };
const withToken = { paymentToken: z.string({ error: 'is needed with this method' }).pipe(paymentToken) };

const payOrderInput = z.discriminatedUnion('method', [
  z.object({ ...order, ...withToken, method: z.literal('CARD') }),
  z.object({ ...order, ...withToken, method: z.literal('BANK_TRANSFER') }),
  z.object({
    ...order,
    method: z.literal('WALLET'),
    paymentToken: z
      .null({ error: 'must not be given with WALLET' })
      .optional()
      .transform(() => undefined),
  }),
]);

/** What a customer can do about a decline; the provider's own words are not passed on. */
const reasons = new Map([
  ['insufficient_funds', 'The funds are insufficient.'],
  ['never_sent', 'The payment provider could not be reached, nothing was charged.'],
]);

const notFound = () => userError('OrderNotFound', 'There is no such order.');
const notPayable = () => userError('OrderNotPayable', 'The order cannot be paid, or has been paid already.');

function declined(payment: PaymentIn<'DECLINED'>) {
  const { code, retryable } = payment;
  if (code === INVALID_TOKEN) {
    return invalidInput([{ path: 'paymentToken', message: 'the payment provider does not know this token' }]);
  }
  return userError('PaymentDeclined', reasons.get(code) ?? 'The payment was declined.', { retryable, payment });
}

function attempted(payment: Payment) {
  if (payment.state === 'DECLINED') return declined(payment);
  if ('approvedLate' in payment && payment.approvedLate) return notPayable();
  // A transfer that the order's end came before: nobody is to send the money any more.
  if (payment.state === 'PENDING' && payment.wanted === 'VOID') return notPayable();
  return { __typename: 'PayOrderSuccess' as const, order: { id: payment.orderId }, payment };
}

function answer(outcome: PayOrderOutcome) {
  switch (outcome.kind) {
    case 'attempted':
      return attempted(outcome.payment);
    case 'not-open':
      return userError('PaymentNotOpenYet', 'The order cannot be paid yet: ask again.');
    case 'not-payable':
      return notPayable();
    case 'in-progress':
      return userError('InProgress', 'A payment of this order is still under way: ask again.');
    case 'key-reused':
      return userError('IdempotencyKeyReused', 'The key was used before with another input.');
  }
}

export const payOrder: NonNullable<MutationResolvers['payOrder']> = async (_parent, args, context) => {
  const { viewer } = context;
  if (viewer.kind !== 'user') throw unauthenticated();
  const parsed = parseInput(payOrderInput, args.input);
  if (!parsed.ok) return parsed.error;
  if (parsed.value.method === 'WALLET' && !isRegistered(viewer)) {
    return invalidInput([{ path: 'method', message: 'WALLET is for customers with an account' }]);
  }
  const orderId = idOrNone(parsed.value.orderId);
  if (orderId === ZERO_ID) return notFound();
  const outcome = await context.payOrder({ ...parsed.value, orderId, customerId: viewer.id });
  return answer(outcome) satisfies Awaited<ResolversTypes['PayOrderResult']>;
};
