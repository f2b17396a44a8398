import { z } from 'zod';
import { isCurrency } from '#platform/subgraph/money.ts';
import { WHOLE } from './basis-points.ts';

/** An object out of JSON text; absent it is empty. */
const jsonObject = <Value extends z.ZodType>(entries: z.ZodRecord<z.ZodString, Value>, expected: string) =>
  z
    .string()
    .default('{}')
    .transform((text, refusal): z.infer<z.ZodRecord<z.ZodString, Value>> => {
      const refuse = () => {
        refusal.addIssue({ code: 'custom', message: `expected ${expected}` });
        return z.NEVER;
      };
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return refuse();
      }
      const parsed = entries.safeParse(value);
      return parsed.success ? parsed.data : refuse();
    });

const countryCode = z.string().regex(/^[A-Z]{2}$/, 'expected a country code of two capital letters');
const currencyCode = z.string().refine(isCurrency);
const minor = z.int().min(0).max(1_000_000_000);
const shippingRate = z.strictObject({ flatMinor: minor, freeFromMinor: minor.optional() });

/** What comes on top of prices. */
export const pricingVariables = {
  /** Where carts are priced for that do not say where they go. */
  SHOP_COUNTRY: countryCode.default('DE'),
  /** The tax on goods by the country that they go to, in basis points; elsewhere there is none. */
  TAX_RATES: jsonObject(
    z.record(countryCode, z.int().min(0).max(WHOLE)),
    `basis points from 0 to ${WHOLE} by country, such as {"DE": 1900}`,
  ),
  /** What sending an order costs, in minor units by currency; in others it is free. */
  SHIPPING_RATES: jsonObject(
    z.record(currencyCode, shippingRate),
    'minor units by currency, such as {"EUR": {"flatMinor": 490, "freeFromMinor": 5000}}',
  ),
};
