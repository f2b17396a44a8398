/** What is sent, and where to; `country` is ISO 3166-1 alpha-2. */
export interface Consignment {
  /** What the goods cost after discounts, without tax. */
  goodsMinor: bigint;
  currency: string;
  country: string;
}

/** What sending it costs the customer, in minor units, not negative. Like a tax calculator it computes and asks nobody. */
export type ShippingCalculator = (consignment: Consignment) => bigint;
