import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { order, startProvider } from './running-provider.ts';

describe("the sandbox provider's journal", () => {
  let folder: string;
  let env: { JOURNAL_FILE: string };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
    env = { JOURNAL_FILE: join(folder, 'journal.jsonl') };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells an auditor every step in order', async () => {
    await using provider = await startProvider();
    const { body } = await provider.post('/v1/authorizations', 'a', order());
    const path = `/v1/authorizations/${body['id']}`;
    await provider.post(`${path}/capture`, 'b', { amount: '1000' });
    await provider.post(`${path}/capture`, 'refused-leaves-no-entry');
    await provider.post(`${path}/refunds`, 'c', { amount: '250' });
    await provider.post('/v1/authorizations', 'd', order({ token: 'tok_declined', reference: 'order-2' }));
    const other = await provider.post('/v1/authorizations', 'e', order({ reference: 'order-3' }));
    await provider.post(`/v1/authorizations/${other.body['id']}/void`, 'f');

    const { entries } = (await provider.get('/v1/journal')).body as { entries: Record<string, unknown>[] };
    expect(entries[0]).toEqual({
      seq: 1,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      type: 'authorized',
      id: body['id'],
      amount: '1299',
      currency: 'EUR',
      reference: 'order-1',
      idempotencyKey: 'a',
    });
    expect(entries.map((e) => [e['seq'], e['type'], e['amount'], e['reference'], e['idempotencyKey']])).toEqual([
      [1, 'authorized', '1299', 'order-1', 'a'],
      [2, 'captured', '1000', 'order-1', 'b'],
      [3, 'refunded', '250', 'order-1', 'c'],
      [4, 'declined', '1299', 'order-2', 'd'],
      [5, 'authorized', '1299', 'order-3', 'e'],
      [6, 'voided', '1299', 'order-3', 'f'],
    ]);
  });

  it('keeps every answer through a kill -9, also one that was never given', async () => {
    const lost = order({ token: 'tok_timeout', reference: 'order-2' });
    const declined = order({ token: 'tok_declined', reference: 'order-3' });
    await using first = await startProvider(env);
    const approved = await first.post('/v1/authorizations', 'a', order());
    const path = `/v1/authorizations/${approved.body['id']}`;
    const captured = await first.post(`${path}/capture`, 'b');
    const decline = await first.post('/v1/authorizations', 'd', declined);
    const hanging = first.post('/v1/authorizations', 'lost', lost).catch(() => 'cut off');
    await eventually(
      'it is authorized',
      async () => (await first.get('/v1/authorizations?idempotency_key=lost')).status === 200,
    );
    const journal = await first.get('/v1/journal');
    await first.stop('SIGKILL');
    expect(await hanging).toBe('cut off');

    await using second = await startProvider(env);
    expect(await second.get('/v1/journal')).toEqual(journal);
    expect(await second.post('/v1/authorizations', 'a', order())).toEqual(approved);
    expect(await second.post(`${path}/capture`, 'b')).toEqual(captured);
    expect((await second.post(`${path}/capture`, 'c')).status).toBe(409);
    expect(await second.post('/v1/authorizations', 'd', declined)).toEqual(decline);
    expect((await second.post('/v1/authorizations', 'a', order({ amount: '1' }))).status).toBe(409);
    expect(await second.post('/v1/authorizations', 'lost', lost)).toMatchObject({ status: 201 });
  });

  it('cuts a torn last line off and goes on behind it', async () => {
    await using first = await startProvider(env);
    const kept = await first.post('/v1/authorizations', 'a', order());
    await first.stop('SIGKILL');
    appendFileSync(env.JOURNAL_FILE, '{"at":"2026-01-01T00:00:00.000Z","idempot');

    await using second = await startProvider(env);
    expect(await second.post('/v1/authorizations', 'a', order())).toEqual(kept);
    const next = await second.post('/v1/authorizations', 'b', order({ reference: 'order-2' }));
    await second.stop('SIGKILL');

    await using third = await startProvider(env);
    expect(await third.post('/v1/authorizations', 'b', order({ reference: 'order-2' }))).toEqual(next);
  });

  it('does not start on a journal that is damaged before its end', async () => {
    writeFileSync(env.JOURNAL_FILE, '{"nonsense":true}\n');
    await expect(startProvider(env)).rejects.toThrow('line 1 is not a journal entry');
  });

  it('keeps no token on disk', async () => {
    await using provider = await startProvider(env);
    await provider.post('/v1/authorizations', 'a', order());
    expect(readFileSync(env.JOURNAL_FILE, 'utf8')).not.toContain('tok_');
  });
});
