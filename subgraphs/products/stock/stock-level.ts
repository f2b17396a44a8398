/** A product's stock in units: what can be ordered, what is held for orders, what has left. */
export interface StockLevel {
  productId: string;
  available: number;
  reserved: number;
  sold: number;
  /** Of the product's last event. */
  version: number;
}

/** What is added to a product's stock; absent is 0. What was stocked changes by their sum. */
export interface StockChange {
  productId: string;
  available?: number;
  reserved?: number;
  sold?: number;
}
