import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { order, type RunningProvider, startProvider } from './running-provider.ts';

describe('capture, void and refund at the sandbox provider', () => {
  let provider: RunningProvider;
  let keys = 0;
  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider[Symbol.asyncDispose]());

  const key = () => `key-${++keys}`;
  const authorized = async () => {
    const { body } = await provider.post('/v1/authorizations', key(), order());
    return `/v1/authorizations/${body['id']}`;
  };
  const refused = (code: string) => ({ status: 409, body: { error: { code, retryable: false } } });

  it('captures once: a replay gets the first answer, another key is refused', async () => {
    const path = await authorized();
    const first = await provider.post(`${path}/capture`, 'capture-once');
    expect(first).toMatchObject({ status: 200, body: { status: 'captured', captured: '1299' } });
    expect(await provider.post(`${path}/capture`, 'capture-once')).toEqual(first);
    expect(await provider.post(`${path}/capture`, key())).toMatchObject(refused('already_captured'));
  });

  it('lets one of many concurrent captures win', async () => {
    const path = await authorized();
    const answers = await Promise.all(Array.from({ length: 8 }, () => provider.post(`${path}/capture`, key())));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('captures a part, and no more than was authorized', async () => {
    const path = await authorized();
    expect(await provider.post(`${path}/capture`, key(), { amount: '1300' })).toMatchObject(
      refused('amount_too_large'),
    );
    expect(await provider.post(`${path}/capture`, key(), { amount: 1000 })).toMatchObject({
      status: 200,
      body: { amount: '1299', captured: '1000' },
    });
  });

  it('voids what is not captured, and captures nothing that is voided', async () => {
    const voided = await authorized();
    expect(await provider.post(`${voided}/void`, key())).toMatchObject({ status: 200, body: { status: 'voided' } });
    expect(await provider.post(`${voided}/capture`, key())).toMatchObject(refused('already_voided'));
    const captured = await authorized();
    await provider.post(`${captured}/capture`, key());
    expect(await provider.post(`${captured}/void`, key())).toMatchObject(refused('already_captured'));
  });

  it('refunds up to what was captured, each key once', async () => {
    const path = await authorized();
    await provider.post(`${path}/capture`, key(), { amount: '1000' });
    const first = await provider.post(`${path}/refunds`, 'refund-once', { amount: '600' });
    expect(first).toMatchObject({ status: 200, body: { refunded: '600' } });
    expect(await provider.post(`${path}/refunds`, 'refund-once', { amount: '600' })).toEqual(first);
    expect(await provider.post(`${path}/refunds`, key(), { amount: '401' })).toMatchObject(refused('amount_too_large'));
    expect(await provider.post(`${path}/refunds`, key(), { amount: '400' })).toMatchObject({
      status: 200,
      body: { refunded: '1000' },
    });
  });

  it('remembers a refusal: money does not move later under a key that was answered no', async () => {
    const path = await authorized();
    const early = await provider.post(`${path}/refunds`, 'too-early', { amount: '1' });
    expect(early).toMatchObject(refused('not_captured'));
    await provider.post(`${path}/capture`, key());
    expect(await provider.post(`${path}/refunds`, 'too-early', { amount: '1' })).toEqual(early);
    expect(await provider.get(path)).toMatchObject({ body: { refunded: '0' } });
  });

  it('knows no steps for an authorization it does not know', async () => {
    for (const step of ['capture', 'void', 'refunds']) {
      const answer = await provider.post(`/v1/authorizations/auth_never/${step}`, key(), { amount: '1' });
      expect(answer.status).toBe(404);
    }
  });
});
