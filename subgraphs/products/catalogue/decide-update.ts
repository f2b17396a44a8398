import type { Category } from '../category/category.ts';
import type { UpdateProduct } from './product-input.ts';
import type { ProductDetails } from './product-repository.ts';

/** The details after an update, and what others are to hear of. */
export interface UpdateDecision {
  details: ProductDetails;
  updated: boolean;
  priceChanged: boolean;
}

/**
 * What an update makes of a product. Equal values are no change, and nobody hears of them.
 *
 * @param category the one that the command's slug stands for
 */
export function decideUpdate(
  current: ProductDetails,
  command: Omit<UpdateProduct, 'productId'>,
  category: Category | undefined,
): UpdateDecision {
  const details: ProductDetails = {
    name: command.name ?? current.name,
    description: command.description ?? current.description,
    price: command.price ?? current.price,
    category: command.category === undefined ? current.category : category,
  };
  const { price } = details;
  return {
    details,
    updated:
      details.name !== current.name ||
      details.description !== current.description ||
      details.category?.id !== current.category?.id,
    priceChanged: price.amountMinor !== current.price.amountMinor || price.currency !== current.price.currency,
  };
}
