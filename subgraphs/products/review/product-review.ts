/** What a customer thinks of a product. */
export interface ProductReview {
  id: string;
  productId: string;
  customerId: string;
  /** From 1 to 5. */
  rating: number;
  body: string;
  createdAt: Date;
}
