import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface Webhook {
  id: string;
  type: string;
  createdAt: string;
  data: { authorization: Record<string, unknown>; idempotencyKey: string };
}

export interface Received {
  body: Webhook;
  /** Checked against the secret the way a merchant would, over the raw body. */
  signed: boolean;
  /** The signature's time, Unix seconds. */
  signedAt: number;
}

export interface WebhookReceiver {
  url: string;
  received: Received[];
  /** What it answers from now on; 'silence' drops the connection. */
  answerWith(status: number | 'silence'): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A merchant's webhook endpoint on a free port that keeps what it is sent. */
export const startReceiver = async (secret: string): Promise<WebhookReceiver> => {
  const received: Received[] = [];
  let answer: number | 'silence' = 204;
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const header = String(request.headers['agora-sandbox-signature']);
    const [, time, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    const expected = createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex');
    received.push({ body: JSON.parse(raw), signed: mac === expected, signedAt: Number(time) });
    if (answer === 'silence') request.socket.destroy();
    else response.writeHead(answer).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/payments`,
    received,
    answerWith(status) {
      answer = status;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
