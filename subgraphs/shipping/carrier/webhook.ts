import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/** How old a signature may be, in seconds: repetitions carry a new one. */
const WINDOW_SECONDS = 300;

const newsSchema = z
  .object({ type: z.templateLiteral(['shipment.', z.string()]), reference: z.string() })
  .transform(({ type, reference }) => ({ reference, step: type.slice('shipment.'.length).toUpperCase() }));
/** A parcel of ours is said to have taken a step. */
export type CarrierNews = z.infer<typeof newsSchema>;

/** Whether `X-Carrier-Signature: t=<unix seconds>,v1=<hex hmac-sha256 of "t.body">` was made with our secret, lately. */
export function isSignedByCarrier(header: unknown, body: Buffer, secret: string, now = Date.now()): boolean {
  const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '');
  if (match === null) return false;
  const [, time = '', signature = ''] = match;
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  if (!timingSafeEqual(Buffer.from(signature, 'hex'), expected)) return false;
  return Math.abs(now / 1000 - Number(time)) <= WINDOW_SECONDS;
}

export interface CarrierWebhookOptions {
  secret: string;
  /**
   * Is to have the carrier asked: webhooks come twice, late and in any order, a look tells all. Resolves with false for a
   * parcel that is not ours.
   */
  onNews(news: CarrierNews): Promise<boolean>;
}

/** POST /webhooks/carrier: 204 taken, 401 not signed, 400 not understood, 404 not ours. The carrier repeats all but 204. */
export function serveCarrierWebhook(app: FastifyInstance, { secret, onNews }: CarrierWebhookOptions): void {
  app.register(async (scope) => {
    // The signature is over the bytes.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/carrier', async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!isSignedByCarrier(request.headers['x-carrier-signature'], body, secret)) {
        request.log.warn('carrier webhook without a valid signature refused');
        return reply.code(401).send();
      }
      let json: unknown;
      try {
        json = JSON.parse(body.toString());
      } catch {
        json = undefined;
      }
      const news = newsSchema.safeParse(json);
      if (!news.success) return reply.code(400).send();
      return reply.code((await onNews(news.data)) ? 204 : 404).send();
    });
  });
}
