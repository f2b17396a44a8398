import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WebhookForwarder extends AsyncDisposable {
  /** Where the carrier sends its webhooks to. */
  url: string;
  /** From now on they arrive at this address; before, they are lost. */
  forwardTo(url: string): void;
}

/** Stands between carrier and shipping, each of which has to know the other's address when it starts. */
export async function startWebhookForwarder(): Promise<WebhookForwarder> {
  let target: string | undefined;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const headers = {
      'content-type': 'application/json',
      'x-carrier-signature': String(request.headers['x-carrier-signature']),
    };
    const answer = target === undefined ? undefined : await fetch(target, { method: 'POST', headers, body });
    response.writeHead(answer?.status ?? 503).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/carrier`,
    forwardTo(url) {
      target = url;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
