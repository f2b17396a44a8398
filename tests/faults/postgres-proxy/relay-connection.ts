import type { Socket } from 'node:net';
import { createFrameReader, type Frame } from './frames.ts';
import type { Fate, Points } from './points.ts';
import { type Answered, createSession, type Round } from './session.ts';

const bytesOf = (frames: readonly Frame[]) => Buffer.concat(frames.map(({ bytes }) => bytes));

/**
 * Takes messages between a service and PostgreSQL, and stops for the points that are reached. Both ends end together.
 *
 * @param mayPass what the service says waits for it
 */
export function relayConnection(
  client: Socket,
  engine: Socket,
  points: Points,
  mayPass: () => Promise<void>,
): { end(): void } {
  const session = createSession();
  const end = () => {
    client.destroy();
    engine.destroy();
  };
  for (const socket of [client, engine]) socket.on('error', end).on('close', end);

  async function toEngine(round: Round): Promise<Fate> {
    const fate = await points.reach('before', round.statements);
    return fate === 'forward' && round.commits ? points.reach('before-commit', session.ran()) : fate;
  }

  async function toClient({ round, ran, committed }: Answered): Promise<Fate> {
    const fate = await points.reach('after', round.statements);
    return fate === 'forward' && committed ? points.reach('after-commit', ran) : fate;
  }

  async function sent(frame: Frame): Promise<void> {
    const round = session.sent(frame);
    if (round === undefined) return;
    if (round === 'alone') {
      engine.write(frame.bytes);
      return;
    }
    const fate = await toEngine(round);
    if (fate === 'reset') end();
    if (fate !== 'forward') return;
    await mayPass();
    session.forwarded(round);
    engine.write(bytesOf(round.frames));
  }

  async function told(frame: Frame): Promise<void> {
    const ready = session.answered(frame);
    if (ready === undefined) return;
    const fate = ready.answered === undefined ? 'forward' : await toClient(ready.answered);
    if (fate === 'reset') end();
    if (fate === 'forward') client.write(bytesOf(ready.frames));
  }

  async function pump(from: Socket, untyped: 0 | 1, take: (frame: Frame) => Promise<void>): Promise<void> {
    const framesIn = createFrameReader(untyped);
    for await (const bytes of from) for (const frame of framesIn(bytes as Buffer)) await take(frame);
  }
  void Promise.all([pump(client, 1, sent), pump(engine, 0, told)])
    .catch(() => {})
    .finally(end);
  return { end };
}
