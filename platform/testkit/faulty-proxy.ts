import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network between a service and an engine that can be broken on purpose. */
export interface FaultyProxy extends AsyncDisposable {
  /** The engine's address, through here. */
  readonly url: string;
  /** Breaks every connection; new ones are let through. */
  cut(): void;
  /** Breaks every connection and lets none through until `restore`. */
  refuse(): void;
  /** Holds back what clients send until `restore`; connections stay up. */
  stall(): void;
  restore(): void;
  /** From now on new connections go to this engine. @param target its address */
  leadTo(target: string): void;
  /** Says something to every client in the engine's name. */
  inject(bytes: Buffer): void;
}

/** @param target the engine's address; host and port are what matters */
export async function openFaultyProxy(target: string): Promise<FaultyProxy> {
  let engineUrl = new URL(target);
  const pairs = new Set<{ client: Socket; engine: Socket }>();
  let refusing = false;
  let stalled = false;

  const server = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const pair = { client, engine: connect({ host: engineUrl.hostname, port: Number(engineUrl.port) }) };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      pair.client.destroy();
      pair.engine.destroy();
    };
    for (const socket of [pair.client, pair.engine]) socket.on('error', end).on('close', end);
    pair.client.on('data', (bytes) => pair.engine.write(bytes));
    pair.engine.on('data', (bytes) => pair.client.write(bytes));
    if (stalled) client.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    for (const { client, engine } of pairs) {
      client.destroy();
      engine.destroy();
    }
  };
  return {
    url: url.toString(),
    cut,
    refuse() {
      refusing = true;
      cut();
    },
    stall() {
      stalled = true;
      for (const { client } of pairs) client.pause();
    },
    restore() {
      refusing = false;
      stalled = false;
      for (const { client } of pairs) client.resume();
    },
    leadTo(other) {
      engineUrl = new URL(other);
    },
    inject(bytes) {
      for (const { client } of pairs) client.write(bytes);
    },
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
