import type { DemoShelf } from '../demo-product.ts';

export const audio: DemoShelf = {
  slug: 'audio',
  name: 'Audio',
  products: [
    {
      slug: 'over-ear-headphones',
      name: 'Nocturne Over-Ear Headphones',
      description: 'Wireless headphones with active noise cancelling and 35 hours of battery.',
      price: '249.00',
      stock: 40,
    },
    {
      slug: 'wireless-earbuds',
      name: 'Pebble Wireless Earbuds',
      description: 'Small earbuds with a clear microphone, splash-proof, 7 hours and three more charges in the case.',
      price: '99.90',
      stock: 88,
    },
    {
      slug: 'portable-speaker',
      name: 'Roam Portable Speaker',
      description: 'A waterproof Bluetooth speaker with surprisingly deep bass for its size.',
      price: '79.90',
      stock: 67,
    },
    {
      slug: 'bookshelf-speakers',
      name: 'Larch Bookshelf Speakers',
      description: 'A pair of two-way speakers in real wood veneer, 60 W.',
      price: '389.00',
      stock: 8,
    },
    {
      slug: 'turntable',
      name: 'Revolve Turntable',
      description: 'Belt-driven, with a carbon tonearm and a built-in phono stage.',
      price: '329.00',
      stock: 5,
    },
    {
      slug: 'digital-radio',
      name: 'Meadow Digital Radio',
      description: 'DAB+ and internet radio with one big knob and an alarm.',
      price: '139.00',
      stock: 0,
    },
    {
      slug: 'usb-microphone',
      name: 'Studio USB Microphone',
      description: 'A cardioid microphone for calls and podcasts, with a mute touch and a headphone output.',
      price: '109.00',
      stock: 24,
    },
  ],
};
