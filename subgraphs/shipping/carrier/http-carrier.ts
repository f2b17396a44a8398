import { z } from 'zod';
import { type Carrier, type CarrierAnswer, STEPS } from './carrier.ts';

/** Longest wait for the carrier, in ms; it is asked again later. */
const TIMEOUT_MS = 3_000;

const step = z.string().toUpperCase().pipe(z.enum(STEPS));

const shipmentBody = z.object({
  status: z.string(),
  trackingNumber: z.string().nullish(),
  tracking: z
    .array(z.object({ status: step, at: z.iso.datetime() }))
    .transform((steps) => steps.map(({ status, at }) => ({ step: status, at }))),
});
const errorBody = z.object({ error: z.object({ code: z.string() }) });

/** The carrier did not answer, or not in a way that says what became of the parcel. */
export class CarrierUnavailable extends Error {
  override readonly name = 'CarrierUnavailable';
}

function readAnswer(status: number, body: unknown): CarrierAnswer {
  const code = errorBody.safeParse(body).data?.error.code;
  if (status < 300) {
    const shipment = shipmentBody.safeParse(body).data;
    if (shipment?.status === 'undeliverable') return { state: 'undeliverable' };
    if (shipment && typeof shipment.trackingNumber === 'string') {
      return { state: 'tracked', trackingNumber: shipment.trackingNumber, tracking: shipment.tracking };
    }
    if (shipment?.status === 'cancelled') return { state: 'stopped' };
  }
  if (status === 404 && code === 'not_found') return { state: 'unknown' };
  if (status === 422 && code === 'undeliverable') return { state: 'undeliverable' };
  throw new CarrierUnavailable(`the carrier answered ${status} ${code ?? ''}`);
}

/** Speaks to the carrier over HTTP. */
export function createHttpCarrier({ url, apiKey }: { url: string; apiKey: string }): Carrier {
  async function ask(method: string, reference: string, body?: unknown): Promise<CarrierAnswer> {
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(`${url}/v1/shipments/${encodeURIComponent(reference)}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      answer = await response.json();
    } catch (error) {
      throw new CarrierUnavailable('the carrier did not answer', { cause: error });
    }
    // It cannot be booked or stopped any more: what became of it, only a look tells.
    const tooLate = method !== 'GET' && response.status === 409;
    return tooLate ? ask('GET', reference) : readAnswer(response.status, answer);
  }
  return {
    book: (reference, booking) => ask('PUT', reference, booking),
    cancel: (reference) => ask('DELETE', reference),
    look: (reference) => ask('GET', reference),
  };
}
