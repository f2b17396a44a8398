import cardValidator from 'card-validator';
import { z } from 'zod';

/** Whether this is a card's number itself: 13 to 19 digits, grouped or not, that pass the card schemes' checks. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[\s.-]/g, '');
  return /^\d{13,19}$/.test(digits) && cardValidator.number(digits).isValid;
}

/** What the payment provider gave the client in place of a card: 1 to 200 characters. Card numbers must never come here. */
export const paymentToken = z
  .string()
  .min(1, 'must not be empty')
  .max(200, 'must have at most 200 characters')
  .refine((token) => !isCardNumber(token), 'must be a token of the payment provider, never a card number');
