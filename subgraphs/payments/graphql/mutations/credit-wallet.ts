import { z } from 'zod';
import { idempotent } from '#platform/postgres/idempotency.ts';
import { unauthenticated } from '#platform/subgraph/errors.ts';
import { isCurrency, parseAmount } from '#platform/subgraph/money.ts';
import {
  idempotencyKey,
  idOrNone,
  invalidInput,
  parseInput,
  text,
  userError,
  ZERO_ID,
} from '#platform/subgraph/user-errors.ts';
import { creditWallet as credit } from '../../wallet/credit-wallet.ts';
import type { MutationResolvers } from '../generated.ts';

const creditWalletInput = z
  .object({
    userId: z
      .string()
      .transform(idOrNone)
      .refine((id) => id !== ZERO_ID, 'is not the id of a user'),
    amount: z.string(),
    currency: z.string().refine(isCurrency, 'must be a code of ISO 4217'),
    reason: text(1, 500),
    idempotencyKey,
  })
  .transform(({ amount, ...rest }, context) => {
    const amountMinor = parseAmount(amount, rest.currency);
    if (amountMinor !== undefined && amountMinor > 0n) return { ...rest, amountMinor };
    const message = `must be above zero, with no more digits than ${rest.currency} has`;
    context.issues.push({ code: 'custom', path: ['amount'], message, input: undefined });
    return z.NEVER;
  });

export const creditWallet: NonNullable<MutationResolvers['creditWallet']> = async (_parent, args, context) => {
  const { viewer, database } = context;
  if (viewer.kind !== 'user') throw unauthenticated();
  const parsed = parseInput(creditWalletInput, args.input);
  if (!parsed.ok) return parsed.error;
  const { idempotencyKey: key, userId, amountMinor, currency, reason } = parsed.value;
  const input = { userId, amountMinor: String(amountMinor), currency, reason };
  const outcome = await idempotent(database, { scope: `creditWallet:${viewer.id}`, key, input }, (tx) =>
    credit(tx, { customerId: userId, amount: { amountMinor, currency }, reason, creditedBy: viewer.id }),
  );
  switch (outcome.kind) {
    case 'answered':
      if (outcome.answer.kind === 'credited') return { __typename: 'CreditWalletSuccess', user: { id: userId } };
      return invalidInput([{ path: 'amount', message: 'would bring the wallet above what it may hold' }]);
    case 'in-progress':
      return userError('InProgress', 'A call with this key is still under way.');
    case 'reused':
      return userError('IdempotencyKeyReused', 'The key was used before with another input.');
  }
};
