import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { apiKey, order, type RunningProvider, startProvider } from './running-provider.ts';

describe('authorizations of the sandbox provider', () => {
  let provider: RunningProvider;
  beforeAll(async () => {
    provider = await startProvider({ TIMEOUT_MS: '300' });
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  it('approves tok_visa and tok_mastercard, and takes the amount as a number too', async () => {
    expect(await provider.post('/v1/authorizations', 'visa', order())).toEqual({
      status: 201,
      body: {
        id: expect.stringMatching(/^auth_/),
        status: 'authorized',
        amount: '1299',
        currency: 'EUR',
        authorized: '1299',
        captured: '0',
        refunded: '0',
        reference: 'order-1',
      },
    });
    const number = await provider.post('/v1/authorizations', 'mc', order({ token: 'tok_mastercard', amount: 5 }));
    expect(number).toMatchObject({ status: 201, body: { amount: '5' } });
  });

  it('gives the very same answer for the same key and body, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => provider.post('/v1/authorizations', 'same', order({ reference: 'same' }))),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { entries } = (await provider.get('/v1/journal')).body as { entries: { reference: string }[] };
    expect(entries.filter((entry) => entry.reference === 'same')).toHaveLength(1);
  });

  it('takes amount 5 and "5" for the same body', async () => {
    const first = await provider.post('/v1/authorizations', 'five', order({ amount: 5 }));
    expect(await provider.post('/v1/authorizations', 'five', order({ amount: '5' }))).toEqual(first);
  });

  it('refuses a key that was used for another body or another operation', async () => {
    const { body } = await provider.post('/v1/authorizations', 'reused', order());
    const reused = { status: 409, body: { error: { code: 'idempotency_key_reused' } } };
    expect(await provider.post('/v1/authorizations', 'reused', order({ amount: '1300' }))).toMatchObject(reused);
    expect(await provider.post('/v1/authorizations', 'reused', order({ token: 'tok_mastercard' }))).toMatchObject(
      reused,
    );
    expect(await provider.post(`/v1/authorizations/${body['id']}/capture`, 'reused')).toMatchObject(reused);
  });

  it.each([
    ['tok_declined', 'card_declined', false],
    ['tok_insufficient_funds', 'insufficient_funds', true],
  ])('declines %s, again for a replay, and lets the decline be looked up', async (token, code, retryable) => {
    const error = { code, message: expect.any(String), retryable };
    const first = await provider.post('/v1/authorizations', token, order({ token }));
    expect(first).toEqual({ status: 402, body: { error } });
    expect(await provider.post('/v1/authorizations', token, order({ token }))).toEqual(first);
    const found = await provider.get(`/v1/authorizations?idempotency_key=${token}`);
    expect(found).toMatchObject({ status: 200, body: { status: 'declined', amount: '1299', error } });
    const capture = await provider.post(`/v1/authorizations/${found.body['id']}/capture`, `capture-${token}`);
    expect(capture).toMatchObject({ status: 409, body: { error: { code: 'declined' } } });
  });

  it('authorizes tok_timeout, closes the connection unanswered, and tells the outcome to who asks again', async () => {
    const request = order({ token: 'tok_timeout' });
    const hanging = provider.post('/v1/authorizations', 'lost', request);
    await expect(hanging).rejects.toThrow('fetch failed');
    const found = await provider.get('/v1/authorizations?idempotency_key=lost');
    expect(found).toMatchObject({ status: 200, body: { status: 'authorized' } });
    expect(await provider.post('/v1/authorizations', 'lost', request)).toEqual({ status: 201, body: found.body });
  });

  it('finds nothing under a key never seen, or one that was not an authorization’s', async () => {
    expect((await provider.get('/v1/authorizations?idempotency_key=never')).status).toBe(404);
    expect((await provider.get('/v1/authorizations/auth_never')).status).toBe(404);
    const { body } = await provider.post('/v1/authorizations', 'to-void', order());
    await provider.post(`/v1/authorizations/${body['id']}/void`, 'void-key');
    expect((await provider.get('/v1/authorizations?idempotency_key=void-key')).status).toBe(404);
  });

  it.each([
    [{ amount: '0' }, 'invalid_request', 'amount: '],
    [{ amount: 12.5 }, 'invalid_request', 'amount: '],
    [{ amount: '-1' }, 'invalid_request', 'amount: '],
    [{ currency: 'euro' }, 'invalid_request', 'currency: '],
    [{ method: 'CHEQUE' }, 'invalid_request', 'method: '],
    [{ reference: '' }, 'invalid_request', 'reference: '],
    [{ token: 'tok_4242424242424242' }, 'invalid_token', 'token: '],
  ])('refuses %j, naming the field', async (change, code, field) => {
    const answer = await provider.post('/v1/authorizations', 'invalid', order(change));
    expect(answer).toMatchObject({ status: 400, body: { error: { code, message: expect.stringContaining(field) } } });
  });

  it('needs an idempotency key', async () => {
    const answer = await provider.post('/v1/authorizations', '', order());
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'idempotency_key_required' } } });
  });

  it('answers nobody without the API key, except on /health', async () => {
    for (const path of ['/v1/journal', '/v1/authorizations?idempotency_key=visa', '/nowhere']) {
      expect((await fetch(provider.url + path)).status).toBe(401);
    }
    const wrong = await fetch(`${provider.url}/v1/journal`, { headers: { authorization: `Bearer ${apiKey}x` } });
    expect(wrong.status).toBe(401);
    expect((await fetch(`${provider.url}/health`)).status).toBe(200);
  });

  it('never prints a token', () => {
    expect(provider.output()).toContain('listening');
    expect(provider.output()).not.toContain('tok_');
  });
});

describe('the sandbox provider as a process', () => {
  it('stops cleanly on SIGTERM while an answer hangs', async () => {
    await using provider = await startProvider();
    const hanging = provider.post('/v1/authorizations', 'k', order({ token: 'tok_timeout' })).catch(() => 'cut off');
    await eventually(
      'it is authorized',
      async () => (await provider.get('/v1/authorizations?idempotency_key=k')).status === 200,
    );
    expect(await provider.stop('SIGTERM')).toBe(0);
    expect(await hanging).toBe('cut off');
  });

  it('does not outlive its parent', async () => {
    await using provider = await startProvider();
    const exit = once(provider.process, 'exit');
    provider.process.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  it('names the variable that is wrong', async () => {
    await expect(startProvider({ TIMEOUT_MS: 'soon' })).rejects.toThrow('TIMEOUT_MS');
  });
});
