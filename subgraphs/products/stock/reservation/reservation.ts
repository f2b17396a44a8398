/** HELD → COMMITTED (it left the house) or RELEASED; REFUSED from the start. RELEASED may come first: then nothing follows. */
export type ReservationStatus = 'HELD' | 'REFUSED' | 'RELEASED' | 'COMMITTED';

export interface ReservationLine {
  productId: string;
  quantity: number;
}

export interface Shortage {
  productId: string;
  requested: number;
  available: number;
}

/** What products knows of an order. */
export interface Reservation {
  orderId: string;
  status: ReservationStatus;
  /** Why it was refused; empty otherwise. */
  shortages: readonly Shortage[];
  /** 1, and one more for each change of status and each return. */
  version: number;
}
