import type { DemoShelf } from '../demo-product.ts';

export const footwear: DemoShelf = {
  slug: 'footwear',
  name: 'Footwear',
  products: [
    {
      slug: 'canvas-sneakers',
      name: 'Harbour Canvas Sneakers',
      description: 'Low sneakers of organic cotton canvas on a natural rubber sole. Machine washable at 30 °C.',
      price: '59.90',
      stock: 120,
    },
    {
      slug: 'leather-sneakers',
      name: 'Marlow Leather Sneakers',
      description: 'White leather sneakers, stitched rather than glued, with a removable cork footbed.',
      price: '129.00',
      stock: 64,
    },
    {
      slug: 'trail-running-shoes',
      name: 'Ridgeline Trail Running Shoes',
      description: 'Grippy running shoes for mud and rock: 4 mm lugs, a rock plate and a heel drop of 6 mm.',
      price: '139.95',
      stock: 38,
    },
    {
      slug: 'road-running-shoes',
      name: 'Tempo Road Running Shoes',
      description: 'Light daily trainers for the road with a soft midsole and a breathable knitted upper.',
      price: '119.95',
      stock: 52,
    },
    {
      slug: 'chelsea-boots',
      name: 'Alder Chelsea Boots',
      description: 'Waxed leather ankle boots with elastic sides, resoleable, made in Portugal.',
      price: '189.00',
      stock: 17,
    },
    {
      slug: 'hiking-boots',
      name: 'Summit Hiking Boots',
      description: 'Waterproof boots with ankle support for loaded, long days on rough ground.',
      price: '214.50',
      stock: 2,
    },
    {
      slug: 'wool-slippers',
      name: 'Hearth Wool Slippers',
      description: 'Felted wool slippers that keep feet warm on stone floors. Soft suede sole.',
      price: '44.00',
      stock: 80,
    },
    {
      slug: 'garden-clogs',
      name: 'Puddle Garden Clogs',
      description: 'Rinse-clean clogs for the short way to the compost heap.',
      price: '27.50',
      stock: 0,
    },
  ],
};
