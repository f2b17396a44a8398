import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import { type Broker, type FeedStart, InvalidCursor } from '../broker.ts';
import type { BrokerHome } from './broker.contract.ts';
import { countedMessage, countedMessages } from './message-fixtures.ts';
import { collectFeed } from './recorder.ts';

/** What every broker's feed does. @param createHome makes an empty place for each test */
export function describeFeed(createHome: () => Promise<BrokerHome>): void {
  let home: BrokerHome;
  let broker: Broker;
  let reading: AbortController;
  beforeEach(async () => {
    home = await createHome();
    broker = await home.open();
    reading = new AbortController();
  });
  afterEach(async () => {
    reading.abort();
    await broker[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  async function collect(start: FeedStart, signal = reading.signal) {
    const feed = broker.readFeed(start, signal);
    await feed.started;
    return collectFeed(feed);
  }

  const cameTo = (feed: { entries: unknown[] }, count: number) =>
    eventually(`${count} entries came`, () => feed.entries.length >= count);

  it('gives a live reader what is published from now on, nothing from before', async () => {
    await broker.publish(countedMessages(3, 3));
    const feed = await collect({ from: 'live' });
    await broker.publish([countedMessage(4), countedMessage(5)]);
    await cameTo(feed, 2);
    expect(feed.numbers()).toEqual([4, 5]);
  });

  it('goes on after a cursor: what was missed, then live, each once and in order', async () => {
    const first = await collect({ from: 'live' });
    await broker.publish(countedMessages(5, 5));
    await cameTo(first, 5);
    const cursor = first.entries[1]?.cursor ?? '';
    const second = await collect({ from: 'after', cursor });
    await broker.publish([countedMessage(6)]);
    await cameTo(second, 4);
    expect(second.numbers()).toEqual([3, 4, 5, 6]);
    await cameTo(first, 6);
    const cursors = first.entries.map((entry) => Number(entry.cursor));
    expect(cursors).toEqual(cursors.toSorted((a, b) => a - b));
    expect(second.entries).toEqual(first.entries.slice(2));
  });

  it('begins with the first entry since an instant', async () => {
    const at = (number: number, occurredAt: string) => ({ ...countedMessage(number), occurredAt });
    await broker.publish([at(1, '2026-01-01T00:00:00.000Z'), at(2, '2026-01-01T00:00:01.400Z')]);
    await broker.publish([at(3, '2026-01-01T00:00:01.500Z'), at(4, '2026-01-01T00:00:02.000Z')]);
    const feed = await collect({ from: 'time', since: new Date('2026-01-01T00:00:01.500Z') });
    await broker.publish([countedMessage(5)]);
    await cameTo(feed, 3);
    expect(feed.numbers()).toEqual([3, 4, 5]);
  });

  it('gives everything from the beginning of time', async () => {
    await broker.publish(countedMessages(250, 9));
    const feed = await collect({ from: 'time', since: new Date(0) });
    await cameTo(feed, 250);
    expect(feed.numbers()).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
  });

  it('serves several readers at their own places', async () => {
    const live = await collect({ from: 'live' });
    await broker.publish(countedMessages(3, 3));
    const [all, other] = [await collect({ from: 'time', since: new Date(0) }), await collect({ from: 'live' })];
    await broker.publish([countedMessage(4)]);
    await Promise.all([cameTo(live, 4), cameTo(all, 4), cameTo(other, 1)]);
    expect([live.numbers(), all.numbers(), other.numbers()]).toEqual([[1, 2, 3, 4], [1, 2, 3, 4], [4]]);
  });

  it('survives a restart of the broker', async () => {
    const before = await collect({ from: 'live' });
    await broker.publish(countedMessages(3, 3));
    await cameTo(before, 3);
    await broker[Symbol.asyncDispose]();
    await before.finished;
    broker = await home.open();
    const after = await collect({ from: 'after', cursor: before.entries[0]?.cursor ?? '' });
    await broker.publish([countedMessage(4)]);
    await cameTo(after, 3);
    expect(after.numbers()).toEqual([2, 3, 4]);
  });

  it('ends when its signal is aborted, other readers go on', async () => {
    const own = new AbortController();
    const ending = await collect({ from: 'live' }, own.signal);
    const staying = await collect({ from: 'live' });
    own.abort();
    await ending.finished;
    await broker.publish([countedMessage(1)]);
    await cameTo(staying, 1);
    expect(ending.entries).toEqual([]);
    const late = collectFeed(broker.readFeed({ from: 'live' }, own.signal));
    await late.finished;
  });

  it('ends when the reader breaks off', async () => {
    const feed = broker.readFeed({ from: 'live' }, reading.signal);
    await feed.started;
    await broker.publish([countedMessage(1), countedMessage(2)]);
    for await (const { envelope } of feed) {
      expect(envelope.data).toEqual({ number: 1 });
      break;
    }
  });

  it.each(['', 'abc', '-1', '1.5', '1e3', ' 1', '1'.repeat(40)])('refuses the cursor %j', (cursor) => {
    expect(() => broker.readFeed({ from: 'after', cursor }, reading.signal)).toThrow(InvalidCursor);
  });
}
