import type { Envelope } from '#contracts/envelope.ts';
import type { ConsumeOptions, FeedReading, Verdict } from '../broker.ts';

type Numbered = Envelope<{ number: number }>;

/** Notes what a consumer was given. */
export function createRecorder(verdict: (message: Numbered) => Verdict | Promise<Verdict> = () => 'ack') {
  const received: Numbered[] = [];
  const handle: ConsumeOptions['handle'] = async (message) => {
    const envelope = message as Numbered;
    received.push(envelope);
    return await verdict(envelope);
  };
  return { received, handle, numbers: () => received.map(({ data }) => data.number) };
}

/** Reads a feed in the background. */
export function collectFeed(reading: FeedReading) {
  const entries: { cursor: string; number: number; id: string }[] = [];
  const finished = (async () => {
    for await (const { cursor, envelope } of reading) {
      const { number } = envelope.data as { number: number };
      entries.push({ cursor, number, id: envelope.id });
    }
  })();
  return { entries, finished, numbers: () => entries.map(({ number }) => number) };
}

/** The messages of each aggregate, in the order in which they came. */
export function byAggregate(messages: readonly Numbered[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { aggregateId, data } of messages) {
    groups.set(aggregateId, [...(groups.get(aggregateId) ?? []), data.number]);
  }
  return groups;
}
