import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WEBHOOK_SECRET } from './running-payments.ts';

export interface Webhook {
  id: string;
  type: string;
  data: { authorization: { id: string; reference: string }; idempotencyKey: string };
}

export interface WebhookRelay extends AsyncDisposable {
  /** For the provider. */
  url: string;
  /** Everything that the provider has told, in the order in which it came. */
  told: Webhook[];
  /** Passes on what comes from now on; undefined: keeps it to itself. The provider hears that it was taken either way. */
  passTo(serviceUrl: string | undefined): void;
}

/** The `Agora-Sandbox-Signature` of a body, made with the provider's secret or another, now or at another time. */
export function signatureOf(
  body: string,
  { secret = WEBHOOK_SECRET, time = Math.floor(Date.now() / 1000) } = {},
): string {
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** Sends a webhook to payments as the provider would. */
export async function sendWebhook(serviceUrl: string, body: string, signature = signatureOf(body)) {
  const headers = { 'content-type': 'application/json', 'agora-sandbox-signature': signature };
  const response = await fetch(`${serviceUrl}/webhooks/payments`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as { outcome?: string; error?: { code: string } } };
}

/** Stands between provider and payments: the provider is started first, and needs an address to tell. */
export async function startWebhookRelay(): Promise<WebhookRelay> {
  const told: Webhook[] = [];
  let target: string | undefined;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    told.push(JSON.parse(body));
    const signature = String(request.headers['agora-sandbox-signature']);
    // Away, as at the end of a test: the provider repeats what was not taken.
    const passed = target === undefined || (await sendWebhook(target, body, signature).catch(() => false)) !== false;
    response.writeHead(passed ? 204 : 503).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    told,
    passTo(serviceUrl) {
      target = serviceUrl;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
