/** A shelf of the catalogue. */
export interface Category {
  id: string;
  slug: string;
  name: string;
}
