import type { DemoShelf } from '../demo-product.ts';

export const sports: DemoShelf = {
  slug: 'sports',
  name: 'Sports & Fitness',
  products: [
    {
      slug: 'yoga-mat',
      name: 'Lotus Yoga Mat',
      description: 'Natural rubber, 5 mm, with a grip that gets better when it is damp.',
      price: '69.00',
      stock: 50,
    },
    {
      slug: 'adjustable-dumbbells',
      name: 'Iron Adjustable Dumbbells',
      description: 'A pair that goes from 2 to 24 kg by the turn of a dial.',
      price: '299.00',
      stock: 6,
    },
    {
      slug: 'resistance-bands',
      name: 'Loop Resistance Bands, Set of 5',
      description: 'Fabric bands of rising strength, in a pouch.',
      price: '29.90',
      stock: 95,
    },
    {
      slug: 'foam-roller',
      name: 'Unknot Foam Roller',
      description: 'Firm foam with ridges for tired legs after running.',
      price: '32.50',
      stock: 43,
    },
    {
      slug: 'bicycle-helmet',
      name: 'Mistral Bicycle Helmet',
      description: 'A light helmet with sixteen vents, a magnetic buckle and a rear light.',
      price: '89.90',
      stock: 29,
    },
    {
      slug: 'swim-goggles',
      name: 'Anchor Swim Goggles',
      description: 'Anti-fog lenses with a wide view, made for open water.',
      price: '26.90',
      stock: 70,
    },
    {
      slug: 'insulated-bottle',
      name: 'Glacier Insulated Bottle 750 ml',
      description: 'Keeps drinks cold for a day and hot for twelve hours. Stainless steel.',
      price: '34.90',
      stock: 150,
    },
  ],
};
