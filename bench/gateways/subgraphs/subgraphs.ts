import { accounts } from './accounts.ts';
import { inventory } from './inventory.ts';
import { products } from './products.ts';
import { reviews } from './reviews.ts';

/** In the first Federation's words (`extend type`, `@external`), which every gateway here reads. */
export const subgraphs = [accounts, inventory, products, reviews];
