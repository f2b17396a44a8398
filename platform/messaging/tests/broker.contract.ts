import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Broker, ConsumeOptions, Verdict } from '../broker.ts';
import type { DeadLetters } from '../dead-letters/dead-letters.ts';
import type { SubscribedTypes } from '../subscribed-types.ts';
import { counted, countedMessage, countedMessages, named, namedMessage } from './message-fixtures.ts';
import { byAggregate, createRecorder } from './recorder.ts';

/** A broker's place, empty at first. */
export interface BrokerHome extends AsyncDisposable {
  /** Opens a broker on it. One at a time: a second one is what comes after a restart. */
  open(subscribed?: SubscribedTypes): Promise<Broker>;
  deadLetters(group: string): Promise<number>;
  openDeadLetters(): Promise<DeadLetters>;
}

const types = [counted.type];

/** What every broker does about consumer groups. @param createHome makes an empty place for each test */
export function describeConsuming(createHome: () => Promise<BrokerHome>): void {
  let home: BrokerHome;
  let broker: Broker;
  beforeEach(async () => {
    home = await createHome();
    broker = await home.open();
  });
  afterEach(async () => {
    await broker[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  async function consume(options: ConsumeOptions) {
    const consumption = broker.consume(options);
    await consumption.started;
    return consumption;
  }

  it('is ready', () => broker.ready());

  it('gives every group each message of its types, as it was published', async () => {
    const [orders, payments] = [createRecorder(), createRecorder()];
    await consume({ group: 'orders', types, handle: orders.handle });
    await consume({ group: 'payments', types: [...types, named.type], handle: payments.handle });
    const message = { ...countedMessage(1), traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    await broker.publish([message, namedMessage('Ann'), countedMessage(2)]);
    await eventually('both groups have theirs', () => orders.received.length === 2 && payments.received.length === 3);
    expect(orders.received).toContainEqual(message);
    expect(payments.received).toContainEqual(message);
  });

  it('keeps the order of each aggregate with two consumers of one group, each message once', async () => {
    const [one, two] = [createRecorder(), createRecorder()];
    await consume({ group: 'orders', types, handle: one.handle });
    await consume({ group: 'orders', types, handle: two.handle });
    const messages = countedMessages(200, 12);
    for (let start = 0; start < 200; start += 20) await broker.publish(messages.slice(start, start + 20));
    const all = () => [...one.received, ...two.received];
    await eventually('all came', () => all().length >= 200);
    expect(all()).toHaveLength(200);
    const expected = byAggregate(messages);
    for (const recorder of [one, two]) {
      for (const [aggregate, numbers] of byAggregate(recorder.received)) {
        expect(numbers).toEqual(expected.get(aggregate));
      }
    }
  });

  it('has one message of a partition in hand at a time', async () => {
    let inHand = 0;
    let most = 0;
    const recorder = createRecorder(async (): Promise<Verdict> => {
      inHand += 1;
      most = Math.max(most, inHand);
      await new Promise(setImmediate);
      inHand -= 1;
      return 'ack';
    });
    await consume({ group: 'orders', types, handle: recorder.handle });
    await broker.publish(countedMessages(30, 1));
    await eventually('all came', () => recorder.received.length === 30);
    expect(most).toBe(1);
  });

  it('keeps messages for a group that is away', async () => {
    const consumption = await consume({ group: 'orders', types, handle: createRecorder().handle });
    await consumption.stop();
    await broker.publish(countedMessages(5, 1));
    await broker[Symbol.asyncDispose]();
    broker = await home.open();
    const recorder = createRecorder();
    await consume({ group: 'orders', types, handle: recorder.handle });
    await eventually('what was missed came', () => recorder.received.length === 5);
    expect(recorder.numbers()).toEqual([1, 2, 3, 4, 5]);
  });

  it('brings a message again after a rejection, before those behind it', async () => {
    let failures = 0;
    const recorder = createRecorder(({ data }) => {
      if (data.number === 2 && failures < 2) {
        failures += 1;
        throw new Error('not now');
      }
      return 'ack';
    });
    await consume({ group: 'orders', types, handle: recorder.handle });
    await broker.publish(countedMessages(4, 1));
    await eventually('all came', () => recorder.received.length === 6);
    expect(recorder.numbers()).toEqual([1, 2, 2, 2, 3, 4]);
  });

  it('puts a message with the verdict dead-letter aside and goes on', async () => {
    const recorder = createRecorder(({ data }) => (data.number === 2 ? 'dead-letter' : 'ack'));
    await consume({ group: 'orders', types, handle: recorder.handle });
    await broker.publish(countedMessages(3, 1));
    await eventually('all came', () => recorder.received.length === 3);
    await eventually('one is put aside', async () => (await home.deadLetters('orders')) === 1);
    expect(recorder.numbers()).toEqual([1, 2, 3]);
  });

  it('waits at stop for the message in hand, and gives the rest to whoever comes next', async () => {
    const { promise: release, resolve } = Promise.withResolvers<void>();
    const first = createRecorder(async (): Promise<Verdict> => {
      await release;
      return 'ack';
    });
    const consumption = await consume({ group: 'orders', types, handle: first.handle });
    await broker.publish(countedMessages(5, 1));
    await eventually('one is in hand', () => first.received.length === 1);
    let stopped = false;
    const stopping = consumption.stop().then(() => {
      stopped = true;
    });
    const second = createRecorder();
    await consume({ group: 'orders', types, handle: second.handle });
    expect(second.received).toEqual([]);
    expect(stopped).toBe(false);
    resolve();
    await stopping;
    await eventually('the rest came', () => second.received.length === 4);
    expect(first.numbers()).toEqual([1]);
    expect(second.numbers()).toEqual([2, 3, 4, 5]);
  });

  it('gives a message back whose handler gives up at stop', async () => {
    const stop = new AbortController();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const first = createRecorder(async (): Promise<Verdict> => {
      begin();
      await new Promise((_, reject) => stop.signal.addEventListener('abort', () => reject(stop.signal.reason)));
      return 'ack';
    });
    const consumption = await consume({ group: 'orders', types, handle: first.handle });
    await broker.publish([countedMessage(1)]);
    await begun;
    stop.abort();
    await consumption.stop();
    const second = createRecorder();
    await consume({ group: 'orders', types, handle: second.handle });
    await eventually('it came again', () => second.received.length === 1);
  });

  it('keeps messages for a group that is subscribed and has never consumed', async () => {
    await broker[Symbol.asyncDispose]();
    broker = await home.open({ orders: types });
    await broker.publish(countedMessages(3, 1));
    const recorder = createRecorder();
    await consume({ group: 'orders', types, handle: recorder.handle });
    await eventually('what was published before came', () => recorder.received.length === 3);
    expect(recorder.numbers()).toEqual([1, 2, 3]);
  });

  it('publishes nothing without an error', () => broker.publish([]));
}
