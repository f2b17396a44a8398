import { graphError } from '#platform/subgraph/errors.ts';
import type { CartItem } from '../../cart/cart-items.ts';
import { problemsOfCart, problemsOfItem } from '../../cart/cart-problems.ts';
import { type CartView, findOpenCart } from '../../cart/cart-store.ts';
import { priceCart } from '../../cart/price-cart.ts';
import type { CartItemResolvers, CartResolvers, QueryResolvers } from '../generated.ts';
import { customerIdOrNull } from '../viewer-id.ts';

/** An item knows its cart: prices are looked up for whole carts. */
export interface CartItemView extends CartItem {
  cart: CartView;
}

export const cart: NonNullable<QueryResolvers['cart']> = (_parent, { id }, { loaders }) => loaders.cart.load(id);

export const myCart: NonNullable<QueryResolvers['myCart']> = async (_parent, _args, { database, viewer }) => {
  const customerId = customerIdOrNull(viewer);
  return customerId === null ? null : ((await findOpenCart(database, customerId)) ?? null);
};

/** @throws GraphQLError (BAD_USER_INPUT, argument `country`) */
function countryOf(country: string): string {
  if (!/^[A-Za-z]{2}$/.test(country)) {
    throw graphError('BAD_USER_INPUT', 'country must be a country code of two letters.', 'country');
  }
  return country.toUpperCase();
}

export const cartResolvers: CartResolvers = {
  coupon: ({ couponCode }) => couponCode,
  items: async (cart, _args, { loaders }) => (await loaders.cartItems.load(cart)).map((item) => ({ ...item, cart })),
  async totals(cart, args, { loaders, calculators, shopCountry }) {
    const country = typeof args.country === 'string' ? countryOf(args.country) : shopCountry;
    return priceCart(await loaders.cartFacts.load(cart), country, calculators) ?? null;
  },
  problems: async (cart, _args, { loaders }) => problemsOfCart(await loaders.cartFacts.load(cart)),
};

export const cartItemResolvers: CartItemResolvers = {
  product: ({ productId }) => ({ __typename: 'Product', id: productId }),
  async unitPrice({ cart, productId }, _args, { loaders }) {
    return (await loaders.cartFacts.load(cart)).products?.get(productId)?.price ?? null;
  },
  async total({ cart, productId, quantity }, _args, { loaders }) {
    const price = (await loaders.cartFacts.load(cart)).products?.get(productId)?.price;
    return price === undefined ? null : { ...price, amountMinor: price.amountMinor * BigInt(quantity) };
  },
  problems: async (item, _args, { loaders }) => problemsOfItem(await loaders.cartFacts.load(item.cart), item),
};
