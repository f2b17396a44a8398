import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Broker, Verdict } from '../broker.ts';
import type { DeadLetters } from '../dead-letters/dead-letters.ts';
import type { BrokerHome } from './broker.contract.ts';
import { counted, countedMessages } from './message-fixtures.ts';
import { collectFeed, createRecorder } from './recorder.ts';

const types = [counted.type];

/** What a person can do about dead letters, over every broker. @param createHome as for consuming */
export function describeDeadLetters(createHome: () => Promise<BrokerHome>): void {
  let home: BrokerHome;
  let broker: Broker;
  let letters: DeadLetters;
  let verdict: Verdict = 'dead-letter';
  let orders: ReturnType<typeof createRecorder>;
  const messages = countedMessages(4, 4);
  const idOf = (number: number) => messages[number - 1]?.id;

  beforeEach(async () => {
    home = await createHome();
    broker = await home.open();
    letters = await home.openDeadLetters();
    verdict = 'dead-letter';
    orders = createRecorder(() => verdict);
    await broker.consume({ group: 'orders', types, handle: orders.handle }).started;
    await broker.publish(messages);
    await eventually('all are dead letters', async () => (await home.deadLetters('orders')) === 4);
    verdict = 'ack';
    orders.received.splice(0);
  });
  afterEach(async () => {
    await letters[Symbol.asyncDispose]();
    await broker[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  /** What was looked at and given back may take a moment until it is there again. */
  const areLeft = (numbers: number[]) =>
    eventually(`${numbers} are left`, async () => `${(await numbersLeft()).toSorted()}` === `${numbers}`);

  const numbersLeft = async () =>
    (await letters.list('orders', 100)).map(({ content }) => (content as { data: { number: number } }).data.number);

  it('lists them, as often as one likes, and loses none', async () => {
    expect((await letters.list('orders', 2)).length).toBe(2);
    for (let time = 0; time < 3; time++) await areLeft([1, 2, 3, 4]);
    const found = await eventually('it is there', async () =>
      (await letters.list('orders', 100)).find(({ id }) => id === idOf(3)),
    );
    expect(found).toEqual({
      id: idOf(3),
      group: 'orders',
      type: counted.type,
      aggregateId: messages[2]?.aggregateId,
      content: messages[2],
    });
    expect(await letters.list('payments', 100)).toEqual([]);
  });

  it('puts one back to its group, and to nobody else', async () => {
    const payments = createRecorder();
    await broker.consume({ group: 'payments', types, handle: payments.handle }).started;
    const reading = new AbortController();
    const reader = broker.readFeed({ from: 'live' }, reading.signal);
    await reader.started;
    const feed = collectFeed(reader);
    const put = await letters.redrive('orders', ({ id }) => id === idOf(2));
    expect(put.map(({ id }) => id)).toEqual([idOf(2)]);
    await eventually('it came', () => orders.received.length === 1);
    expect(orders.received).toEqual([messages[1]]);
    await areLeft([1, 3, 4]);
    const [marker] = countedMessages(1, 1);
    if (marker !== undefined) await broker.publish([marker]);
    await eventually('the others are told of what comes after', () => payments.received.length === 1);
    await eventually('so is the feed', () => feed.entries.length === 1);
    reading.abort();
    expect(payments.received).toEqual([marker]);
  });

  it('loses none when it ends in the middle', async () => {
    let seen = 0;
    const ending = letters.redrive('orders', () => {
      seen += 1;
      if (seen === 3) throw new Error('ended');
      return true;
    });
    await expect(ending).rejects.toThrow('ended');
    const all = async () => new Set([...orders.numbers(), ...(await numbersLeft())]);
    await eventually('all are here or there', async () => (await all()).size === 4);
    await eventually('all came', async () => {
      await letters.redrive('orders', () => true);
      return new Set(orders.numbers()).size === 4;
    });
    await areLeft([]);
  });

  it('takes one more from a consumer that has it parked', async () => {
    const [message] = countedMessages(1, 1);
    if (message !== undefined) await broker.deadLetter('orders', message);
    await eventually('it is there', async () => (await numbersLeft()).length === 5);
    await eventually('it is put back', async () => {
      return (await letters.redrive('orders', ({ id }) => id === message?.id)).length === 1;
    });
    await eventually('it came', () => orders.received.length === 1);
    expect(orders.received).toEqual([message]);
  });

  it('throws one away', async () => {
    await letters.discard('orders', ({ id }) => id === idOf(1));
    await areLeft([2, 3, 4]);
    expect(await letters.discard('orders', ({ id }) => id === idOf(1))).toEqual([]);
    expect(orders.received).toEqual([]);
  });
}
