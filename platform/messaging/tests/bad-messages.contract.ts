import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Envelope } from '#contracts/envelope.ts';
import { userRegistered } from '#contracts/users.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import type { Broker } from '../broker.ts';
import { parkedBacklog } from '../parking/parked-backlog.ts';
import type { BrokerHome } from './broker.contract.ts';
import { counted, countedMessage } from './message-fixtures.ts';
import { createServiceFixture, type ServiceFixture } from './service-fixture.ts';

const withData = (json: string): Envelope => ({ ...countedMessage(13), data: JSON.parse(json) });

const UNHEARD_OF = 'tests.unheard-of.v1';

const bad: Record<string, () => Envelope> = {
  'is no envelope': () => ({ ...countedMessage(13), id: 'the first' }),
  'has other data than its contract says': () => withData('{"number": "thirteen"}'),
  'has a version that is not known': () => ({ ...countedMessage(13), type: 'tests.counted.v9' }),
  'has a type that nobody knows': () => ({ ...countedMessage(13), type: UNHEARD_OF }),
  'has a key __proto__': () => withData('{"number": 13, "more": [{"__proto__": {"admin": true}}]}'),
  'is nested out of all measure': () => withData(`{"number": 13, "more": ${'['.repeat(500)}${']'.repeat(500)}}`),
};

/** What a consumer does about messages that it cannot obey, over every broker. @param createHome as for consuming */
export function describeBadMessages(createHome: () => Promise<BrokerHome>): void {
  let home: BrokerHome;
  let broker: Broker;
  let service: ServiceFixture;
  beforeEach(async () => {
    home = await createHome();
    broker = await home.open({ orders: [counted.type, UNHEARD_OF, userRegistered.type] });
    service = await createServiceFixture();
    await service.consume(broker, () => {});
  });
  afterEach(async () => {
    await service[Symbol.asyncDispose]();
    await broker[Symbol.asyncDispose]();
    await home[Symbol.asyncDispose]();
  });

  it('puts each to the dead letters at once, and changes nothing', async () => {
    for (const [index, [what, make]] of Object.entries(bad).entries()) {
      await broker.publish([make()]);
      await eventually(`what ${what} is a dead letter`, async () => (await home.deadLetters('orders')) === index + 1);
    }
    await broker.publish([countedMessage(1)]);
    await eventually('a good one is applied', async () => (await service.applied()).length > 0);
    expect(await service.applied()).toEqual([1]);
    expect(await parkedBacklog(service.database)).toMatchObject({ messages: 0 });
  });

  it('applies one with more elements than a call can have arguments', async () => {
    const wide = withData(`{"number": 13, "more": [${'0,'.repeat(400_000)}0]}`);
    await broker.publish([wide, countedMessage(14, wide.aggregateId)]);
    await eventually('both are applied', async () => (await service.applied()).length === 2);
    expect(await service.applied()).toEqual([13, 14]);
  });

  it('passes over a type that is known and was asked for before', async () => {
    const id = randomUUID();
    await broker.publish([{ ...countedMessage(1, id), type: userRegistered.type }, countedMessage(2, id)]);
    await eventually('the one behind is applied', async () => (await service.applied()).length === 1);
    expect(await home.deadLetters('orders')).toBe(0);
  });
}
