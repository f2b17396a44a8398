import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { order, type RunningProvider, startProvider } from './running-provider.ts';

/** A day: in a test, a bank that never settles by itself. */
const never = '86400000';

const transfer = (token: string, reference = token) => order({ method: 'BANK_TRANSFER', token, reference });
const refused = (code: string) => ({ status: 409, body: { error: { code, retryable: false } } });

const typesOf = async (provider: RunningProvider, reference: string) => {
  const { entries } = (await provider.get('/v1/journal')).body as { entries: Record<string, string>[] };
  return entries.filter((entry) => entry['reference'] === reference).map((entry) => entry['type']);
};

describe('bank transfers at the sandbox provider', () => {
  let provider: RunningProvider;
  beforeAll(async () => {
    provider = await startProvider({ TRANSFER_SETTLE_MS: '50' });
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const begin = async (token: string, key: string = token) => {
    const { status, body } = await provider.post('/v1/authorizations', key, transfer(token, key));
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'pending', authorized: '0' } });
    return `/v1/authorizations/${body['id']}`;
  };
  const becomes = (path: string, status: string) =>
    eventually(`it is ${status}`, async () => {
      const { body } = await provider.get(path);
      return body['status'] === status ? body : undefined;
    });

  it('are pending, settle by themselves, and are captured then', async () => {
    const path = await begin('tok_transfer');
    expect(await becomes(path, 'authorized')).toMatchObject({ authorized: '1299' });
    expect(await provider.post(`${path}/capture`, 'capture')).toMatchObject({ body: { captured: '1299' } });
    expect(await typesOf(provider, 'tok_transfer')).toEqual(['pending', 'authorized', 'captured']);
  });

  it('give their first answer to a replay, and tell who looks what has become of them', async () => {
    const path = await begin('tok_transfer', 'replayed');
    await becomes(path, 'authorized');
    const replay = await provider.post('/v1/authorizations', 'replayed', transfer('tok_transfer', 'replayed'));
    expect(replay).toMatchObject({ status: 201, body: { status: 'pending' } });
    const found = await provider.get('/v1/authorizations?idempotency_key=replayed');
    expect(found).toMatchObject({ body: { status: 'authorized' } });
  });

  it('may fail, and another payment may follow', async () => {
    const path = await begin('tok_transfer_failed');
    expect(await becomes(path, 'declined')).toMatchObject({ error: { code: 'transfer_failed', retryable: true } });
    expect(await typesOf(provider, 'tok_transfer_failed')).toEqual(['pending', 'declined']);
  });

  it('wait to be settled by hand, once', async () => {
    const path = await begin('tok_transfer_manual');
    expect(await provider.post(`${path}/capture`, 'too-early')).toMatchObject(refused('pending'));
    const unclear = await provider.post(`${path}/settle`, '', { outcome: 'maybe' });
    expect(unclear).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('outcome: ') } },
    });
    const settled = await provider.post(`${path}/settle`, '', { outcome: 'authorized' });
    expect(settled).toMatchObject({ status: 200, body: { status: 'authorized' } });
    expect(await provider.post(`${path}/settle`, '', { outcome: 'declined' })).toMatchObject(refused('not_pending'));
    expect(await typesOf(provider, 'tok_transfer_manual')).toEqual(['pending', 'authorized']);
  });

  it('are voided while they are pending, and do not arrive any more', async () => {
    const path = await begin('tok_transfer_manual', 'voided');
    expect(await provider.post(`${path}/void`, 'void')).toMatchObject({ status: 200, body: { status: 'voided' } });
    expect(await provider.post(`${path}/settle`, '', { outcome: 'authorized' })).toMatchObject(refused('not_pending'));
    expect(await typesOf(provider, 'voided')).toEqual(['pending', 'voided']);
  });

  it.each([
    ['CARD', 'tok_transfer'],
    ['BANK_TRANSFER', 'tok_visa'],
  ])('and cards do not take the other’s tokens: %s with %s', async (method, token) => {
    const answer = await provider.post('/v1/authorizations', 'mixed', order({ method, token }));
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_token' } } });
  });
});

describe('a transfer that is pending at a kill -9', () => {
  it('settles after the restart, unless it was voided', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
    const JOURNAL_FILE = join(folder, 'journal.jsonl');
    await using first = await startProvider({ JOURNAL_FILE, TRANSFER_SETTLE_MS: never });
    const { body } = await first.post('/v1/authorizations', 'voided', transfer('tok_transfer', 'voided'));
    await first.post(`/v1/authorizations/${body['id']}/void`, 'void');
    await first.post('/v1/authorizations', 'open', transfer('tok_transfer', 'open'));
    await first.stop('SIGKILL');

    await using second = await startProvider({ JOURNAL_FILE, TRANSFER_SETTLE_MS: '0' });
    await eventually('it is authorized', async () => (await typesOf(second, 'open')).includes('authorized'));
    expect(await typesOf(second, 'voided')).toEqual(['pending', 'voided']);
    rmSync(folder, { recursive: true });
  });
});
