import type { DemoShelf } from '../demo-product.ts';

export const outdoor: DemoShelf = {
  slug: 'outdoor',
  name: 'Outdoor & Camping',
  products: [
    {
      slug: 'two-person-tent',
      name: 'Lynx Two-Person Tent',
      description: 'A free-standing tent of 1.9 kg with two porches, pitched in four minutes.',
      price: '329.00',
      stock: 14,
    },
    {
      slug: 'down-sleeping-bag',
      name: 'Polaris Down Sleeping Bag',
      description: 'Responsibly sourced goose down, comfortable to −4 °C, packs to the size of a melon.',
      price: '279.00',
      stock: 9,
    },
    {
      slug: 'sleeping-mat',
      name: 'Feather Insulated Sleeping Mat',
      description: 'Inflatable mat, 7 cm thick, R-value 4.2, with a pump sack.',
      price: '109.90',
      stock: 33,
    },
    {
      slug: 'trekking-poles',
      name: 'Switchback Trekking Poles',
      description: 'A pair of folding carbon poles with cork grips, 390 g together.',
      price: '94.95',
      stock: 27,
    },
    {
      slug: 'camping-stove',
      name: 'Ember Gas Camping Stove',
      description: 'Boils half a litre in two and a half minutes, with piezo ignition and a wind shield.',
      price: '64.90',
      stock: 41,
    },
    {
      slug: 'headlamp',
      name: 'Beacon Rechargeable Headlamp',
      description: '450 lumens, red light mode, USB-C charging, waterproof to IPX7.',
      price: '49.90',
      stock: 75,
    },
    {
      slug: 'day-backpack',
      name: 'Fjord Day Backpack 24 L',
      description: 'A backpack for a day out, with a ventilated back and a rain cover.',
      price: '99.00',
      stock: 1,
    },
    {
      slug: 'enamel-mug',
      name: 'Campfire Enamel Mug',
      description: 'A speckled 350 ml mug that survives falls and open fire.',
      price: '14.50',
      stock: 200,
    },
  ],
};
