import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpPaymentProvider } from '../provider/http-payment-provider.ts';
import { type PaymentProvider, ProviderRefused, ProviderUnavailable } from '../provider/payment-provider.ts';

type Reply = { status: number; body: unknown } | 'hang up' | 'silence';

const AUTHORISED = { status: 201, body: { id: 'auth_1', status: 'authorized' } };
const FOUND = { ...AUTHORISED, status: 200 };
const error = (status: number, code: string, retryable = false): Reply => ({
  status,
  body: { error: { code, message: code, retryable } },
});
const NONE = error(404, 'not_found');

let server: Server;
let provider: PaymentProvider;
/** What the far end says to each call, in order; the last one from then on. */
let script: Reply[];
let calls: string[];

async function answer(request: IncomingMessage): Promise<Reply> {
  for await (const _chunk of request);
  calls.push(`${request.method} ${request.url} ${request.headers['idempotency-key'] ?? ''}`.trim());
  return (script.length > 1 ? script.shift() : script[0]) ?? 'hang up';
}

beforeEach(async () => {
  calls = [];
  server = createServer(async (request, response) => {
    const reply = await answer(request);
    if (reply === 'silence') return;
    if (reply === 'hang up') request.socket.destroy();
    else response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  provider = createHttpPaymentProvider({ url: `http://127.0.0.1:${port}/`, apiKey: 'the-key' });
});
afterEach(async () => {
  server.closeAllConnections();
  await provider[Symbol.asyncDispose]();
  server.close();
});

const POST = 'POST /v1/authorizations k';
const GET = 'GET /v1/authorizations?idempotency_key=k';
const authorise = () =>
  provider.authorise({
    key: 'k',
    amount: { amountMinor: 1299n, currency: 'EUR' },
    method: 'CARD',
    token: 'tok',
    reference: 'r',
  });

describe('authorise', () => {
  it.each<[string, Reply[], unknown, string[]]>([
    ['an approval', [AUTHORISED], { kind: 'approved', reference: 'auth_1' }, [POST]],
    [
      'a decline',
      [error(402, 'insufficient_funds', true)],
      { kind: 'declined', code: 'insufficient_funds', retryable: true },
      [POST],
    ],
    [
      'an unknown token',
      [error(400, 'invalid_token')],
      { kind: 'declined', code: 'invalid_token', retryable: true },
      [POST],
    ],
    [
      'a failure that had authorised',
      [error(500, 'internal'), FOUND],
      { kind: 'approved', reference: 'auth_1' },
      [POST, GET],
    ],
    [
      'a failure that had declined',
      [
        'hang up',
        {
          status: 200,
          body: { id: 'auth_1', status: 'declined', error: { code: 'card_declined', retryable: false } },
        },
      ],
      { kind: 'declined', code: 'card_declined', retryable: false },
      [POST, GET],
    ],
    ['a lost request', ['hang up', NONE, AUTHORISED], { kind: 'approved', reference: 'auth_1' }, [POST, GET, POST]],
    ['a request lost twice', ['hang up', NONE, 'hang up'], { kind: 'unknown' }, [POST, GET, POST]],
    [
      'a transfer that is awaited',
      [{ status: 201, body: { id: 'auth_1', status: 'pending', authorized: '0' } }],
      { kind: 'awaited', reference: 'auth_1' },
      [POST],
    ],
    [
      'a failure that had been taken up and given up',
      [error(503, 'busy'), { status: 200, body: { id: 'auth_1', status: 'voided', authorized: '0' } }],
      { kind: 'declined', code: 'voided', retryable: true },
      [POST, GET],
    ],
    [
      'a failure that had authorised and given back',
      [error(503, 'busy'), { status: 200, body: { id: 'auth_1', status: 'voided', authorized: '1299' } }],
      { kind: 'declined', code: 'voided', retryable: true, heldUnder: 'auth_1' },
      [POST, GET],
    ],
    ['a stranger at the far end', [{ status: 200, body: 'hello' }], { kind: 'unknown' }, [POST, GET]],
    ['a 404 of somebody else', ['hang up', { status: 404, body: 'no such page' }], { kind: 'unknown' }, [POST, GET]],
    ['a wrong key of ours', [error(401, 'unauthorized')], { kind: 'unknown' }, [POST, GET]],
  ])('makes of %s what it is', async (_what, replies, expected, expectedCalls) => {
    script = replies;
    expect(await authorise()).toEqual(expected);
    expect(calls).toEqual(expectedCalls);
  });

  it('gives up in time on a provider that is silent', async () => {
    script = ['silence'];
    expect(await authorise()).toEqual({ kind: 'unknown' });
  });
});

describe('capture and void', () => {
  const done = { status: 200, body: { id: 'auth_1', status: 'captured' } };

  it('are repeated under their key', async () => {
    script = ['hang up', error(503, 'busy'), done];
    await provider.capture('auth_1', 'k');
    expect(calls).toEqual(Array(3).fill('POST /v1/authorizations/auth_1/capture k'));
  });

  it('are content when it was done before', async () => {
    script = [error(409, 'already_captured')];
    await provider.capture('auth_1', 'k');
    script = [error(409, 'already_voided')];
    await provider.void('auth_1', 'k');
  });

  it('say when the provider refuses', async () => {
    script = [error(409, 'already_voided')];
    await expect(provider.capture('auth_1', 'k')).rejects.toThrow(ProviderRefused);
    script = [error(409, 'already_captured')];
    await expect(provider.void('auth_1', 'k')).rejects.toThrow('void was refused: already_captured');
  });

  it('say that the provider is away, without its address or the key', async () => {
    script = ['hang up'];
    const failure = await provider.capture('auth_1', 'k').then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(failure).toBeInstanceOf(ProviderUnavailable);
    expect(String(failure)).not.toMatch(/127\.0\.0\.1|the-key/);
  });
});

describe('refund', () => {
  const done = { status: 200, body: { id: 'auth_1', status: 'captured' } };
  const refund = () => provider.refund('auth_1', 'k', 300n);

  it('is repeated under its key until there is an answer', async () => {
    script = ['hang up', error(503, 'busy'), done];
    expect(await refund()).toEqual({ kind: 'refunded' });
    expect(calls).toEqual(Array(3).fill('POST /v1/authorizations/auth_1/refunds k'));
  });

  it.each([
    [409, 'amount_too_large'],
    [409, 'not_captured'],
    [404, 'not_found'],
  ])('that is answered %s %s is refused for good', async (status, code) => {
    script = [error(status, code)];
    expect(await refund()).toEqual({ kind: 'refused', code });
  });

  it('under a key that stands for something else is for a person, not for good', async () => {
    script = [error(409, 'idempotency_key_reused')];
    await expect(refund()).rejects.toThrow(ProviderRefused);
  });

  it('stays open while the provider is away or not ours', async () => {
    for (const reply of ['hang up', error(401, 'unauthorized'), { status: 404, body: 'no such page' }] as const) {
      script = [reply];
      await expect(refund()).rejects.toThrow(ProviderUnavailable);
    }
  });
});
