import { z } from 'zod';

const step = z.enum(['booked', 'dispatched', 'in_transit', 'out_for_delivery', 'delivered', 'failed', 'cancelled']);
export type Step = z.infer<typeof step>;

const happened = { reference: z.string(), at: z.string() };

export const shipmentEvent = z.discriminatedUnion('type', [
  /** `held`: leaves the depot only when asked to, not by the clock. `lost`: fails instead of leaving. */
  z.object({
    type: z.literal('booked'),
    ...happened,
    trackingNumber: z.string(),
    held: z.boolean(),
    lost: z.boolean().default(false),
  }),
  z.object({ type: z.literal('undeliverable'), ...happened, message: z.string() }),
  z.object({ type: step.exclude(['booked']), ...happened }),
  /** The merchant took the webhook of a step, or did not for so long that it is not sent any more. */
  z.object({
    type: z.literal('webhook-settled'),
    ...happened,
    step: step.default('dispatched'),
    delivered: z.boolean(),
  }),
]);
export type ShipmentEvent = z.infer<typeof shipmentEvent>;

export interface Tracked {
  status: Step;
  at: string;
}

export interface Shipment {
  reference: string;
  status: 'unheard-of' | 'undeliverable' | Step;
  /** Null for what was never booked: undeliverable, or cancelled before its booking came. */
  trackingNumber: string | null;
  held: boolean;
  lost: boolean;
  /** Oldest first. */
  tracking: readonly Tracked[];
  /** Why it is undeliverable. */
  message: string | null;
  /** Steps that the merchant is still to be told of. */
  untold: readonly Step[];
}

/** What a shipment is before its first event: neither booked nor kept anywhere. */
export const unheardOf = (reference: string): Shipment => ({
  reference,
  status: 'unheard-of',
  trackingNumber: null,
  held: false,
  lost: false,
  tracking: [],
  message: null,
  untold: [],
});

const stepped = (before: Shipment, status: Step, at: string): Shipment => ({
  ...before,
  status,
  tracking: [...before.tracking, { status, at }],
  untold: [...before.untold, status],
});

/** The shipment after an event. */
export const evolve = (before: Shipment, event: ShipmentEvent): Shipment => {
  switch (event.type) {
    case 'booked': {
      const { trackingNumber, held, lost } = event;
      return { ...stepped(before, 'booked', event.at), trackingNumber, held, lost };
    }
    case 'undeliverable':
      return { ...before, status: 'undeliverable', message: event.message };
    case 'webhook-settled':
      return { ...before, untold: before.untold.filter((untold) => untold !== event.step) };
    default:
      return stepped(before, event.type, event.at);
  }
};
