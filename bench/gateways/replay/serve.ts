// Stands for the subgraphs. First it asks the real ones and records, then it only answers what it has recorded: a request that
// it does not know is told to the parent. Written on sockets: an answer costs it 12 to 14 µs, so that the gateway is what is
// measured.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { readRequest } from './read-request.ts';
import { createTape, type Tape } from './tape.ts';

export type ReplayCommand =
  | { command: 'record'; urls: Record<string, string> }
  | { command: 'replay' }
  | { command: 'count' };

export type ReplayAnswer = { urls: Record<string, string> } | { calls: number; unknown: string[] };

/** Requests told in full; one is enough to fail the run. */
const MAX_TOLD = 3;

const NOT_RECORDED = Buffer.from(
  'HTTP/1.1 500 Not Recorded\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}',
);

let recording = true;
let calls = 0;
let unknown: string[] = [];

function serveSocket(socket: Socket, name: string, tape: Tape): void {
  let rest: Buffer | undefined;
  let waiting = false;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    rest = rest === undefined ? bytes : Buffer.concat([rest, bytes]);
    answerAll();
  });

  function answerAll(): void {
    while (rest !== undefined && !waiting) {
      const request = readRequest(rest);
      if (request === undefined) return;
      rest = request.size < rest.length ? rest.subarray(request.size) : undefined;
      calls += 1;
      const answer = tape.answer(request.body);
      if (answer instanceof Promise) return void wait(answer);
      if (answer === undefined && unknown.length < MAX_TOLD) unknown.push(`${name}: ${request.body}`);
      socket.write(answer ?? NOT_RECORDED);
    }
  }

  async function wait(answer: Promise<Buffer>): Promise<void> {
    waiting = true;
    socket.write(await answer);
    waiting = false;
    answerAll();
  }
}

async function listen(name: string, url: string): Promise<string> {
  const tape = createTape(url, () => recording);
  const server = createServer((socket) => serveSocket(socket, name, tape));
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const tell = (answer: ReplayAnswer) => process.send?.(answer);

process.on('message', async (message: ReplayCommand) => {
  if (message.command === 'record') {
    const urls: Record<string, string> = {};
    for (const [name, url] of Object.entries(message.urls)) urls[name] = await listen(name, url);
    tell({ urls });
  } else {
    if (message.command === 'replay') recording = false;
    tell({ calls, unknown });
    calls = 0;
    unknown = [];
  }
});
process.once('disconnect', () => process.exit(0));
