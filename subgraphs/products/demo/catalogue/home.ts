import type { DemoShelf } from '../demo-product.ts';

export const home: DemoShelf = {
  slug: 'home',
  name: 'Home & Living',
  products: [
    {
      slug: 'linen-bedding',
      name: 'Drift Linen Bedding',
      description: 'Stone-washed European linen, cool in summer, warm in winter. Duvet cover and two pillow cases.',
      price: '199.00',
      stock: 25,
    },
    {
      slug: 'wool-blanket',
      name: 'Skye Lambswool Blanket',
      description: 'Woven in a checked twill, 140 by 190 cm.',
      price: '129.00',
      stock: 18,
    },
    {
      slug: 'desk-lamp',
      name: 'Arc Desk Lamp',
      description: 'Dimmable LED lamp with a jointed arm and a warm to neutral white light.',
      price: '84.90',
      stock: 36,
    },
    {
      slug: 'floor-lamp',
      name: 'Heron Floor Lamp',
      description: 'A slender brass lamp with a linen shade, 158 cm high.',
      price: '219.00',
      stock: 7,
    },
    {
      slug: 'scented-candle',
      name: 'Cedar & Fig Scented Candle',
      description: 'Soy wax in an amber glass, burns for about 45 hours.',
      price: '24.90',
      stock: 140,
    },
    {
      slug: 'wall-clock',
      name: 'Quiet Wall Clock',
      description: 'A silent sweep movement in a birch frame, 30 cm across.',
      price: '49.00',
      stock: 44,
    },
    {
      slug: 'storage-basket',
      name: 'Seagrass Storage Basket',
      description: 'Woven by hand, with handles, for blankets, toys or firewood.',
      price: '34.90',
      stock: 61,
    },
    {
      slug: 'ceramic-vase',
      name: 'Dune Ceramic Vase',
      description: 'Matt glaze the colour of sand; each piece is a little different.',
      price: '39.00',
      stock: 1,
    },
  ],
};
