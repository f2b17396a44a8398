import { z } from 'zod';

const happened = { reference: z.string(), at: z.string() };

export const shipmentEvent = z.discriminatedUnion('type', [
  /** `held`: leaves the depot only when asked to, not by the clock. */
  z.object({ type: z.literal('booked'), ...happened, trackingNumber: z.string(), held: z.boolean() }),
  z.object({ type: z.literal('undeliverable'), ...happened, message: z.string() }),
  z.object({ type: z.literal('cancelled'), ...happened }),
  /** `webhookId`: the id under which the merchant hears of it, the same at every attempt. */
  z.object({ type: z.literal('dispatched'), ...happened, webhookId: z.string() }),
  /** The merchant took the webhook, or all attempts were spent. */
  z.object({ type: z.literal('webhook-settled'), ...happened, delivered: z.boolean() }),
]);
export type ShipmentEvent = z.infer<typeof shipmentEvent>;

export interface Shipment {
  reference: string;
  status: 'unheard-of' | 'booked' | 'dispatched' | 'cancelled' | 'undeliverable';
  /** Null for what was never booked: undeliverable, or cancelled before its booking came. */
  trackingNumber: string | null;
  held: boolean;
  bookedAt: string | null;
  /** Why it is undeliverable. */
  message: string | null;
  /** Set while the merchant is still to be told. */
  owedWebhook: { id: string; occurredAt: string } | null;
}

/** What a shipment is before its first event: neither booked nor kept anywhere. */
export const unheardOf = (reference: string): Shipment => ({
  reference,
  status: 'unheard-of',
  trackingNumber: null,
  held: false,
  bookedAt: null,
  message: null,
  owedWebhook: null,
});

/** The shipment after an event. */
export const evolve = (before: Shipment, event: ShipmentEvent): Shipment => {
  switch (event.type) {
    case 'booked':
      return {
        ...before,
        status: 'booked',
        trackingNumber: event.trackingNumber,
        held: event.held,
        bookedAt: event.at,
      };
    case 'undeliverable':
      return { ...before, status: 'undeliverable', message: event.message };
    case 'cancelled':
      return { ...before, status: 'cancelled' };
    case 'dispatched':
      return { ...before, status: 'dispatched', owedWebhook: { id: event.webhookId, occurredAt: event.at } };
    case 'webhook-settled':
      return { ...before, owedWebhook: null };
  }
};
