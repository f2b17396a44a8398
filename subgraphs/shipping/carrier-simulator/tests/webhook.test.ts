import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { never, parcel, startCarrier } from './running-carrier.ts';
import { type Received, startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const secret = 'test-secret';

describe("the carrier simulator's webhook and journal", () => {
  let folder: string;
  let receiver: WebhookReceiver;
  let journal: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carrier-simulator-'));
    receiver = await startReceiver(secret);
    journal = join(folder, 'journal.jsonl');
    env = { JOURNAL_FILE: journal, WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: secret };
  });
  afterEach(async () => {
    await receiver[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const heardOf = (type: string, reference = 's-1') =>
    eventually(`${type} of ${reference} is heard of`, () =>
      receiver.received.find(({ body }) => body['type'] === `shipment.${type}` && body['reference'] === reference),
    );

  it('tells the merchant of every step, signed', async () => {
    await using carrier = await startCarrier({ ...env, DISPATCH_DELAY_MS: '10', TRACKING_STEP_MS: '10' });
    const { body } = await carrier.book('s-1');
    await carrier.cancel('s-2');
    for (const step of ['booked', 'in_transit', 'out_for_delivery', 'delivered']) await heardOf(step);
    await heardOf('cancelled', 's-2');
    const webhook: Received = await heardOf('dispatched');
    expect(webhook.body).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/),
      type: 'shipment.dispatched',
      reference: 's-1',
      trackingNumber: body['trackingNumber'],
      occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(webhook.signed).toBe(true);
    expect(Math.abs(webhook.signedAt - Date.now() / 1000)).toBeLessThan(60);
  });

  it('tries again under the same id until it gets a 2xx', async () => {
    receiver.answerWith('silence');
    await using carrier = await startCarrier(env);
    await carrier.cancel('s-1');
    await eventually('the first attempt is dropped', () => receiver.received.length >= 1);
    receiver.answerWith(500);
    const attempts = receiver.received.length;
    await eventually('another attempt fails', () => receiver.received.length > attempts);
    receiver.answerWith(200);
    const failed = receiver.received.length;
    await eventually('an attempt succeeds', () => receiver.received.length > failed);
    expect(new Set(receiver.received.map(({ body }) => body['id'])).size).toBe(1);
    expect(receiver.received.every(({ signed }) => signed)).toBe(true);
  });

  it('goes on after a kill -9: bookings are dispatched, cancellations and refusals stand', async () => {
    await using first = await startCarrier({ ...env, DISPATCH_DELAY_MS: never });
    const { body } = await first.book('booked');
    await first.book('held', parcel('00001'));
    await first.book('nowhere', parcel('00000'));
    await first.cancel('tombstone');
    await first.stop('SIGKILL');

    await using second = await startCarrier({ ...env, DISPATCH_DELAY_MS: '0' });
    const webhook = await heardOf('dispatched', 'booked');
    expect(webhook.body['trackingNumber']).toBe(body['trackingNumber']);
    expect(await second.book('booked')).toMatchObject({
      status: 200,
      body: { trackingNumber: body['trackingNumber'], status: 'dispatched' },
    });
    expect(await second.look('held')).toMatchObject({ body: { status: 'booked' } });
    expect((await second.book('nowhere')).status).toBe(422);
    expect((await second.book('tombstone')).status).toBe(409);
    expect((await second.cancel('booked')).status).toBe(409);
  });

  it('sends a webhook that was owed at the kill under its id, and none that was settled', async () => {
    await using first = await startCarrier(env);
    await first.cancel('settled');
    await eventually('it is settled', () => readFileSync(journal, 'utf8').includes('webhook-settled'));
    receiver.answerWith('silence');
    await first.cancel('owed');
    const before = await eventually('an attempt is dropped', () => receiver.received[1]);
    await first.stop('SIGKILL');
    receiver.answerWith(204);
    const sent = receiver.received.length;

    await using second = await startCarrier(env);
    await eventually('the owed webhook arrives', () => receiver.received.length > sent);
    await second.cancel('last');
    await heardOf('cancelled', 'last');
    const references = new Set(receiver.received.slice(sent).map((webhook) => webhook.body['reference']));
    expect([...references]).toEqual(['owed', 'last']);
    expect(receiver.received[sent]?.body).toEqual(before.body);
  });

  it('doubles, delays and reorders webhooks when faults say so', async () => {
    await using carrier = await startCarrier({ ...env, FAULTS: '{"duplicateWebhook":1}' });
    await carrier.cancel('twice');
    await eventually('it comes twice', () => receiver.received.length === 2);
    expect(receiver.received[1]?.body).toEqual(receiver.received[0]?.body);

    await carrier.setFaults({ lateWebhook: 1, lateWebhookMs: [200, 300] });
    const asked = Date.now();
    await carrier.cancel('late');
    await heardOf('cancelled', 'late');
    expect(Date.now() - asked).toBeGreaterThanOrEqual(200);

    await carrier.setFaults({ reorderedWebhook: 1 });
    await carrier.cancel('overtaken');
    await carrier.setFaults({});
    await carrier.cancel('overtaking');
    await heardOf('cancelled', 'overtaken');
    expect(receiver.received.slice(-2).map(({ body }) => body['reference'])).toEqual(['overtaking', 'overtaken']);
  });
});
