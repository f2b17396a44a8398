import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { never, parcel, startCarrier } from './running-carrier.ts';
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts';

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

  it('tells the merchant of a dispatch, signed', async () => {
    await using carrier = await startCarrier({ ...env, DISPATCH_DELAY_MS: '10' });
    const { body } = await carrier.book('s-1');
    const webhook = await eventually('the webhook arrives', () => receiver.received[0]);
    expect(webhook.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
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
    await carrier.book('s-1', parcel('00001'));
    await carrier.dispatch('s-1');
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
    const webhook = await eventually('the webhook arrives', () => receiver.received[0]);
    expect(webhook.body).toMatchObject({ reference: 'booked', trackingNumber: body['trackingNumber'] });
    expect(await second.book('booked')).toEqual({ status: 200, body: { ...body, status: 'dispatched' } });
    expect(await second.look('held')).toMatchObject({ body: { status: 'booked' } });
    expect((await second.book('nowhere')).status).toBe(422);
    expect((await second.book('tombstone')).status).toBe(409);
    expect((await second.cancel('booked')).status).toBe(409);
  });

  it('sends a webhook that was owed at the kill under its id, and none that was settled', async () => {
    await using first = await startCarrier(env);
    await first.book('settled');
    await first.dispatch('settled');
    await eventually('it is settled', () => readFileSync(journal, 'utf8').includes('webhook-settled'));
    receiver.answerWith('silence');
    await first.book('owed');
    await first.dispatch('owed');
    const before = await eventually('an attempt is dropped', () => receiver.received[1]);
    await first.stop('SIGKILL');
    receiver.answerWith(204);
    const sent = receiver.received.length;

    await using second = await startCarrier(env);
    await eventually('the owed webhook arrives', () => receiver.received.length > sent);
    await second.book('last');
    await second.dispatch('last');
    await eventually('a later webhook arrives', () => receiver.received.at(-1)?.body['reference'] === 'last');
    const references = new Set(receiver.received.slice(sent).map((webhook) => webhook.body['reference']));
    expect([...references]).toEqual(['owed', 'last']);
    expect(receiver.received[sent]?.body).toEqual(before.body);
  });
});
