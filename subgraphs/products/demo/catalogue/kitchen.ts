import type { DemoShelf } from '../demo-product.ts';

export const kitchen: DemoShelf = {
  slug: 'kitchen',
  name: 'Kitchen',
  products: [
    {
      slug: 'cast-iron-pan',
      name: 'Forge Cast Iron Pan 28 cm',
      description: 'Pre-seasoned cast iron for searing, baking and the next generation.',
      price: '54.90',
      stock: 46,
    },
    {
      slug: 'chef-knife',
      name: 'Kestrel Chef’s Knife 20 cm',
      description: 'Forged stainless steel, 58 HRC, with a walnut handle.',
      price: '119.00',
      stock: 22,
    },
    {
      slug: 'bread-knife',
      name: 'Kestrel Bread Knife 24 cm',
      description: 'A long serrated blade for crusts, made to match the chef’s knife.',
      price: '89.00',
      stock: 19,
    },
    {
      slug: 'burr-coffee-grinder',
      name: 'Mira Burr Coffee Grinder',
      description: 'Forty grind settings, from espresso to French press, and a quiet motor.',
      price: '169.00',
      stock: 12,
    },
    {
      slug: 'pour-over-set',
      name: 'Cascade Pour-Over Coffee Set',
      description: 'Glass carafe, steel filter and forty papers for slow coffee.',
      price: '39.90',
      stock: 58,
    },
    {
      slug: 'espresso-machine',
      name: 'Volta Espresso Machine',
      description: 'A compact machine with a 58 mm portafilter and a steam wand. Heats up in three minutes.',
      price: '549.00',
      stock: 3,
    },
    {
      slug: 'chopping-board',
      name: 'Oak End-Grain Chopping Board',
      description: 'Kind to knives, 40 by 30 cm, oiled by hand.',
      price: '74.50',
      stock: 31,
    },
    {
      slug: 'mixing-bowls',
      name: 'Nesting Mixing Bowls, Set of 4',
      description: 'Stainless steel bowls with lids that stack inside each other.',
      price: '42.00',
      stock: 0,
    },
  ],
};
