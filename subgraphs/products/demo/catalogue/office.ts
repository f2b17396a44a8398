import type { DemoShelf } from '../demo-product.ts';

export const office: DemoShelf = {
  slug: 'office',
  name: 'Office & Stationery',
  products: [
    {
      slug: 'dotted-notebook',
      name: 'Dotted Notebook A5',
      description: '192 numbered pages of 100 g paper that takes fountain pen ink, and lies flat.',
      price: '18.90',
      stock: 260,
    },
    {
      slug: 'fountain-pen',
      name: 'Heritage Fountain Pen',
      description: 'A piston filler with a steel nib, fine or medium, in ink blue.',
      price: '64.00',
      stock: 35,
    },
    {
      slug: 'mechanical-keyboard',
      name: 'Tactile Mechanical Keyboard',
      description: 'A compact 75 % keyboard with hot-swappable switches and an aluminium frame.',
      price: '149.00',
      stock: 16,
    },
    {
      slug: 'ergonomic-mouse',
      name: 'Contour Ergonomic Mouse',
      description: 'A vertical mouse that spares the wrist, wireless, with a silent click.',
      price: '69.90',
      stock: 48,
    },
    {
      slug: 'laptop-stand',
      name: 'Lift Laptop Stand',
      description: 'Folding aluminium stand that brings the screen to eye level.',
      price: '45.00',
      stock: 72,
    },
    {
      slug: 'monitor-light',
      name: 'Glow Monitor Light Bar',
      description: 'Lights the desk and not the screen; brightness and warmth on a dial.',
      price: '89.00',
      stock: 13,
    },
    {
      slug: 'office-chair',
      name: 'Balance Office Chair',
      description: 'A mesh back, adjustable lumbar support and arms, and a ten year guarantee.',
      price: '429.00',
      stock: 4,
    },
    {
      slug: 'desk-mat',
      name: 'Felt Desk Mat',
      description: 'Wool felt over cork, 80 by 30 cm, for a quiet desk.',
      price: '39.90',
      stock: 55,
    },
  ],
};
