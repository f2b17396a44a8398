import { z } from 'zod';
import type { Carrier, CarrierAnswer } from './carrier.ts';

/** Longest wait for the carrier, in ms; it is asked again later. */
const TIMEOUT_MS = 3_000;

const shipmentBody = z.object({
  status: z.enum(['booked', 'dispatched', 'cancelled', 'undeliverable']),
  trackingNumber: z.string().nullish(),
});
const errorBody = z.object({ error: z.object({ code: z.string() }) });

/** The carrier did not answer, or not in a way that says what became of the parcel. */
export class CarrierUnavailable extends Error {
  override readonly name = 'CarrierUnavailable';
}

function readAnswer(status: number, body: unknown): CarrierAnswer {
  if (status < 300) {
    const { status: state, trackingNumber } = shipmentBody.parse(body);
    if (state === 'cancelled' || state === 'undeliverable') return { state };
    if (typeof trackingNumber === 'string') return { state, trackingNumber };
  }
  const code = errorBody.safeParse(body).data?.error.code;
  if (status === 404) return { state: 'unknown' };
  if (status === 422 && code === 'undeliverable') return { state: 'undeliverable' };
  if (status === 409 && code === 'cancelled') return { state: 'cancelled' };
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
    // It has left already: how, only a look tells.
    const dispatched = method === 'DELETE' && response.status === 409;
    return dispatched ? ask('GET', reference) : readAnswer(response.status, answer);
  }
  return {
    book: (reference, parcel) => ask('PUT', reference, parcel),
    cancel: (reference) => ask('DELETE', reference),
    look: (reference) => ask('GET', reference),
  };
}
