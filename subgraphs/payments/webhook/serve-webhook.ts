import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { anyEvent, type ProviderEvent, providerEvent, providerEventType } from './provider-event.ts';
import { checkSignature } from './signature.ts';
import type { Taken } from './take-event.ts';

/** Longest event, in bytes: one of ours has about 400. */
const BODY_LIMIT = 16_384;

export interface WebhookOptions {
  secret: string;
  take(event: ProviderEvent): Promise<Taken>;
}

const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply.code(status).send({ error: { code, message } });

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/**
 * POST /webhooks/payments: 200 taken, or not for us; 401 not signed by the provider, or long ago; 400 not understood; 413
 * too large; 503 just being taken. The provider repeats all but 200.
 */
export function serveWebhook(app: FastifyInstance, { secret, take }: WebhookOptions): void {
  app.register(async (scope) => {
    // The signature is over the bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error: FastifyError, request, reply) => {
      if (error.statusCode === 413) return refuse(reply, 413, 'TOO_LARGE', `An event has at most ${BODY_LIMIT} bytes.`);
      request.log.error({ err: error }, 'a webhook failed');
      return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
    });

    scope.post('/webhooks/payments', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const verdict = checkSignature(request.headers['agora-sandbox-signature'], body, secret);
      if (verdict !== 'valid') {
        request.log.warn({ verdict }, 'a webhook without a valid signature was refused');
        return verdict === 'stale'
          ? refuse(reply, 401, 'SIGNATURE_EXPIRED', 'The signature is older than five minutes, or from the future.')
          : refuse(reply, 401, 'SIGNATURE_INVALID', "Agora-Sandbox-Signature: is not the provider's.");
      }
      const json = parse(body);
      const event = anyEvent.safeParse(json);
      if (!event.success) return refuse(reply, 400, 'MALFORMED', 'id, type: not those of an event.');
      if (!providerEventType.safeParse(event.data.type).success) return reply.send({ outcome: 'not-ours' });
      const known = providerEvent.safeParse(json);
      if (!known.success) {
        const path = known.error.issues[0]?.path.join('.') ?? '';
        return refuse(reply, 400, 'MALFORMED', `${path}: not that of a ${event.data.type}.`);
      }
      const outcome = await take(known.data);
      if (outcome === 'in-progress') return refuse(reply, 503, 'IN_PROGRESS', 'The event is being taken.');
      return reply.send({ outcome });
    });
  });
}
