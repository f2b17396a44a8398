import type { Money } from '#platform/subgraph/money.ts';
import { type UserError, userError } from '#platform/subgraph/user-errors.ts';
import type { PricedProduct } from '../catalogue/price-list.ts';
import { currenciesOf, type MixedCurrencies, mixedCurrencies } from '../pricing/currencies.ts';
import { goodsOf } from '../pricing/goods.ts';
import { type CouponNotApplicable, couponNotApplicable } from '../promotion/coupon-not-applicable.ts';
import { goodsRefusal, type PromotionRefusal, standingRefusal } from '../promotion/promotion-refusal.ts';
import type { CartItem } from './cart-items.ts';
import { type CartFacts, saleLinesOf } from './read-facts.ts';

interface AboutProduct {
  product: { __typename: 'Product'; id: string };
}

/** What a customer should know of a product in a cart before ordering it. */
export type ItemProblem =
  | (UserError<'ProductUnavailable'> & AboutProduct)
  | (UserError<'PriceChanged'> & AboutProduct & { was: Money; now: Money })
  | (UserError<'NotEnoughStock'> & AboutProduct & { available: number })
  | (UserError<'QuantityCapped'> & AboutProduct & { leftOut: number });

/** What a customer should know of a cart before ordering it. */
export type CartProblem = ItemProblem | UserError<'PricesUnavailable'> | MixedCurrencies | CouponNotApplicable;

const about = (id: string): AboutProduct => ({ product: { __typename: 'Product', id } });

const isSame = (one: Money, other: Money) => one.amountMinor === other.amountMinor && one.currency === other.currency;

function productProblems({ productId, quantity, priceThen }: CartItem, product: PricedProduct | undefined) {
  if (product === undefined) {
    return [userError('ProductUnavailable', 'This product can no longer be ordered.', about(productId))];
  }
  const problems: ItemProblem[] = [];
  const { price: now, available } = product;
  if (priceThen !== null && !isSame(priceThen, now)) {
    const message = 'This product costs another sum than when it was put into the cart.';
    problems.push(userError('PriceChanged', message, { ...about(productId), was: priceThen, now }));
  }
  if (available < quantity) {
    const message = `Of this product ${available === 0 ? 'none is' : `only ${available} are`} left.`;
    problems.push(userError('NotEnoughStock', message, { ...about(productId), available }));
  }
  return problems;
}

function cappedProblems({ cappings }: CartFacts, isAsked: (productId: string) => boolean): ItemProblem[] {
  return cappings
    .filter(({ productId }) => isAsked(productId))
    .map(({ productId, leftOut }) => {
      const message = `When carts were merged, ${leftOut} of this product did not fit.`;
      return userError('QuantityCapped', message, { ...about(productId), leftOut });
    });
}

/** What is wrong with one item; while the catalogue is away, only what needs no catalogue. */
export function problemsOfItem(facts: CartFacts, item: CartItem): ItemProblem[] {
  const { products } = facts;
  const known = products === undefined ? [] : productProblems(item, products.get(item.productId));
  return [...known, ...cappedProblems(facts, (productId) => productId === item.productId)];
}

function couponRefusal(facts: CartFacts): PromotionRefusal | undefined {
  if (facts.coupon === undefined) return 'UNKNOWN_CODE';
  const lines = saleLinesOf(facts);
  const standing = standingRefusal(facts.coupon, facts.at);
  if (standing !== undefined || lines.length === 0 || currenciesOf(lines).length > 1) return standing;
  return goodsRefusal(facts.coupon.promotion, goodsOf(lines));
}

/** All that is wrong with a cart, its items included, in their order. */
export function problemsOfCart(facts: CartFacts): CartProblem[] {
  const { items, products, couponCode } = facts;
  const problems: CartProblem[] = items.flatMap((item) => problemsOfItem(facts, item));
  const held = new Set(items.map(({ productId }) => productId));
  problems.push(...cappedProblems(facts, (productId) => !held.has(productId)));
  if (products === undefined && items.length > 0) {
    problems.push(userError('PricesUnavailable', 'Prices and stock cannot be looked up at the moment.'));
  }
  const currencies = currenciesOf(saleLinesOf(facts));
  if (currencies.length > 1) problems.push(mixedCurrencies(currencies));
  const refusal = couponCode === null ? undefined : couponRefusal(facts);
  if (couponCode !== null && refusal !== undefined) problems.push(couponNotApplicable(couponCode, refusal));
  return problems;
}
