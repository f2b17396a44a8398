import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { order, startProvider } from './running-provider.ts';
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const secret = 'test-secret';

describe("the sandbox provider's webhooks", () => {
  let folder: string;
  let receiver: WebhookReceiver;
  let journal: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
    receiver = await startReceiver(secret);
    journal = join(folder, 'journal.jsonl');
    env = { JOURNAL_FILE: journal, WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: secret, TRANSFER_SETTLE_MS: '0' };
  });
  afterEach(async () => {
    await receiver[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const bodies = () => receiver.received.map(({ body }) => body);
  const heardOf = (type: string) =>
    eventually(`${type} is heard of`, () => bodies().find((body) => body.type === `authorization.${type}`));

  it('tell the merchant of every step but pending, signed, with the step’s own key', async () => {
    await using provider = await startProvider(env);
    await provider.post('/v1/authorizations', 'a', order());
    const authorized = await heardOf('authorized');
    expect(authorized).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
      type: 'authorization.authorized',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        authorization: expect.objectContaining({ status: 'authorized', amount: '1299', reference: 'order-1' }),
        idempotencyKey: 'a',
      },
    });
    const path = `/v1/authorizations/${authorized.data.authorization['id']}`;
    await provider.post(`${path}/capture`, 'b');
    expect(await heardOf('captured')).toMatchObject({ data: { idempotencyKey: 'b' } });
    await provider.post(`${path}/refunds`, 'c', { amount: '1' });
    expect(await heardOf('refunded')).toMatchObject({
      data: { authorization: { refunded: '1' }, idempotencyKey: 'c' },
    });
    const failing = order({ method: 'BANK_TRANSFER', token: 'tok_transfer_failed' });
    await provider.post('/v1/authorizations', 'd', failing);
    expect(await heardOf('declined')).toMatchObject({ data: { idempotencyKey: 'd' } });
    expect(bodies().map(({ type }) => type)).not.toContain('authorization.pending');
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
    expect(Math.abs((receiver.received[0]?.signedAt ?? 0) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('are sent again under their id until a 2xx, over a restart too, and not once they were taken', async () => {
    await using first = await startProvider(env);
    await first.post('/v1/authorizations', 'taken', order());
    await eventually('it is settled', () => readFileSync(journal, 'utf8').includes('delivered'));
    receiver.answerWith('silence');
    await first.post('/v1/authorizations', 'owed', order());
    await eventually('two attempts are dropped', () => receiver.received.length >= 3);
    receiver.answerWith(500);
    await first.stop('SIGKILL');
    const sent = receiver.received.length;
    receiver.answerWith(200);

    await using second = await startProvider(env);
    const again = await eventually('it arrives', () => receiver.received[sent]?.body);
    expect(again).toEqual(receiver.received[1]?.body);
    await second.post('/v1/authorizations', 'last', order());
    await eventually('a later one arrives', () => bodies().some(({ data }) => data.idempotencyKey === 'last'));
    const keys = bodies().map(({ data }) => data.idempotencyKey);
    expect(keys.filter((key) => key === 'taken')).toHaveLength(1);
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
  });

  it('are doubled, late and out of order when faults say so', async () => {
    const faults = { seed: 3, duplicateWebhook: 1 };
    await using provider = await startProvider({ ...env, FAULTS: JSON.stringify(faults) });
    await provider.post('/v1/authorizations', 'twice', order());
    await eventually('it comes twice', () => receiver.received.length === 2);
    expect(receiver.received[1]?.body).toEqual(receiver.received[0]?.body);

    await provider.put('/v1/faults', { lateWebhook: 1, lateWebhookMs: [200, 300] });
    const asked = Date.now();
    await provider.post('/v1/authorizations', 'late', order());
    await eventually('it comes late', () => receiver.received.length === 3);
    expect(Date.now() - asked).toBeGreaterThanOrEqual(200);

    await provider.put('/v1/faults', { reorderedWebhook: 1 });
    await provider.post('/v1/authorizations', 'overtaken', order());
    await provider.put('/v1/faults', {});
    await provider.post('/v1/authorizations', 'overtaking', order());
    await eventually('both came', () => receiver.received.length === 5);
    const keys = bodies().map(({ data }) => data.idempotencyKey);
    expect(keys.slice(3)).toEqual(['overtaking', 'overtaken']);
  });
});
