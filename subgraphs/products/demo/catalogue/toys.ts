import type { DemoShelf } from '../demo-product.ts';

export const toys: DemoShelf = {
  slug: 'toys',
  name: 'Toys & Games',
  products: [
    {
      slug: 'wooden-train-set',
      name: 'Junction Wooden Train Set',
      description: 'Forty-two pieces of beech: tracks, a bridge, a crane and a train with magnets.',
      price: '59.90',
      stock: 21,
    },
    {
      slug: 'strategy-board-game',
      name: 'Tides of Trade',
      description: 'A board game of islands, ships and prices for two to five players, about 75 minutes.',
      price: '44.90',
      stock: 37,
    },
    {
      slug: 'jigsaw-puzzle',
      name: 'Botanical Jigsaw Puzzle, 1000 Pieces',
      description: 'An old plate of ferns and mushrooms on thick recycled card.',
      price: '22.90',
      stock: 82,
    },
    {
      slug: 'building-blocks',
      name: 'Maple Building Blocks, Set of 60',
      description: 'Sanded smooth, coloured with water-based stain, in a cotton bag.',
      price: '49.00',
      stock: 26,
    },
    {
      slug: 'plush-fox',
      name: 'Ferdinand the Plush Fox',
      description: 'A soft fox of recycled plush, 30 cm, washable.',
      price: '24.50',
      stock: 2,
    },
    {
      slug: 'kite',
      name: 'Breeze Stunt Kite',
      description: 'A two-line kite that flies from a light wind, with a case and wrist straps.',
      price: '37.90',
      stock: 0,
    },
  ],
};
