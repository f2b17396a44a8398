import type { ServiceName } from '../../input.ts';
import type { Other } from '../checked-shop.ts';

/** Something that is wrong in a shop, and what the checker has to say of it. */
export interface Breakage {
  is: string;
  /** Breaks it in this service's database. */
  in?: ServiceName;
  sql?: string;
  /** Breaks it elsewhere. */
  other?: Other;
  says: string;
}
