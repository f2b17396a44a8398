import { z } from 'zod';
import { type Money, parseAmount } from '#platform/subgraph/money.ts';

/** Highest sum in minor units that is given to us: well within what an order can cost. */
const MAX_GIVEN_MINOR = 10n ** 15n;

/** MoneyInput, checked: not negative, and with no more digits than its currency has. */
export const moneyInput = z
  .object({ amount: z.string(), currency: z.string() })
  .transform(({ amount, currency }, context): Money => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', path: ['amount'], message });
      return z.NEVER;
    };
    const amountMinor = parseAmount(amount, currency);
    if (amountMinor === undefined) return refuse(`must have no more digits than ${currency} has`);
    if (amountMinor < 0n) return refuse('must not be negative');
    if (amountMinor > MAX_GIVEN_MINOR) return refuse('is too high');
    return { amountMinor, currency };
  });
