/** A product of the demo catalogue. */
export interface DemoProduct {
  slug: string;
  name: string;
  description: string;
  /** In EUR: "89.90". */
  price: string;
  stock: number;
}

/** A category and its products, oldest first. */
export interface DemoShelf {
  slug: string;
  name: string;
  products: readonly DemoProduct[];
}
