import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#platform/testkit/eventually.ts';
import {
  answering,
  DATA,
  mutation,
  openTestClient,
  plain,
  query,
  serveHttp,
  serveRaw,
  testCaller,
  UNAVAILABLE,
} from './transport-fixture.ts';

let resources = new AsyncDisposableStack();
afterEach(async () => {
  await resources.disposeAsync();
  resources = new AsyncDisposableStack();
});

/** A client of a server that speaks by hand. */
async function raw(answer: (socket: Socket, turn: number, text: string) => void) {
  const server = resources.use(await serveRaw(answer));
  return { server, ...resources.use(openTestClient([server.url])) };
}

describe('a connection', () => {
  it('carries one request after the other', async () => {
    const server = resources.use(await serveHttp());
    const client = resources.use(openTestClient([server.url]));
    for (let i = 0; i < 10; i++) expect(await client.ask()).toBe(DATA);
    expect(server).toMatchObject({ requests: 10, connections: 1 });
  });

  it('is one of no more than are allowed', async () => {
    const server = resources.use(await serveHttp());
    const client = resources.use(openTestClient([server.url], { env: { SUBGRAPH_CONNECTIONS: '3' } }));
    await Promise.all(Array.from({ length: 50 }, () => client.ask()));
    expect(server).toMatchObject({ requests: 50, connections: 3 });
  });

  it('is the one used last, so that the others can be closed', async () => {
    let most = 0;
    const { ask, server } = await raw((socket, turn) => {
      most = Math.max(most, turn);
      socket.write(plain());
    });
    await Promise.all([ask(), ask(), ask()]);
    for (let i = 0; i < 6; i++) await ask();
    expect(server.connections).toBe(3);
    expect(most).toBe(6);
  });

  it('reads an answer that comes byte by byte, in chunks, after an interim one', async () => {
    const text = `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{"data":"\r\n4\r\nok"}\r\n0\r\n\r\n`;
    const { ask, server } = await raw((socket) => {
      let at = 0;
      const next = () => {
        if (at < text.length) socket.write(text.charAt(at++), () => setImmediate(next));
      };
      next();
    });
    expect(await ask()).toBe('{"data":"ok"}');
    expect(await ask()).toBe('{"data":"ok"}');
    expect(server.connections).toBe(1);
  });

  it('reads an answer of several megabytes', async () => {
    const body = `{"data":"${'ü'.repeat(2_000_000)}"}`;
    const server = resources.use(await serveHttp((_request, response) => response.end(body)));
    const client = resources.use(openTestClient([server.url]));
    expect((await client.ask()) === body).toBe(true);
  });

  it('is not used again after an answer with something behind it, or one that ends it', async () => {
    for (const text of [`${plain()}garbage`, plain(DATA, 'connection: close\r\n')]) {
      const { ask, server } = await raw((socket) => socket.write(text));
      expect(await ask()).toBe(DATA);
      expect(await ask()).toBe(DATA);
      expect(server.connections).toBe(2);
      await eventually('the connections are closed', () => server.open === 0);
    }
  });

  it('is closed when the server speaks unasked', async () => {
    let speak = () => {};
    const { ask, server } = await raw((socket) => {
      socket.write(plain());
      speak = () => socket.write(plain('{"data":"of another"}'));
    });
    expect(await ask()).toBe(DATA);
    speak();
    await eventually('it is closed', () => server.open === 0);
    expect(await ask()).toBe(DATA);
  });

  it.each([
    ['a length that is too long', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"data":1}', true],
    ['a length of nothing', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n{"data":1}', false],
    ['half an answer', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"dat', true],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(5_000)}`, false],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', false],
    ['something over the limit', 'HTTP/1.1 200 OK\r\ncontent-length: 10000001\r\n\r\n', false],
  ])('that brings %s costs the request only', async (_what, text, ends) => {
    const { fail, ask } = await raw((socket, _turn, request) => {
      if (request.includes('good')) socket.write(plain());
      else if (ends) socket.end(text);
      else socket.write(text);
    });
    expect(await fail(mutation)).toEqual(UNAVAILABLE);
    expect(await ask({ ...mutation, body: '"good"' })).toBe(DATA);
  });

  it('reads an answer that ends with the connection', async () => {
    const { ask } = await raw((socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${DATA}`));
    expect(await ask()).toBe(DATA);
  });

  it('goes to IPv6 addresses and to names', async () => {
    const six = resources.use(await serveHttp(answering, '::1'));
    expect(await resources.use(openTestClient([six.url])).ask()).toBe(DATA);
    const four = resources.use(await serveHttp());
    const named = four.url.replace('127.0.0.1', 'localhost');
    expect(await resources.use(openTestClient([named])).ask()).toBe(DATA);
  });

  it('goes over TLS, to a server whose certificate is trusted only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'transport-'));
    resources.defer(() => rmSync(folder, { recursive: true }));
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
    const server = resources.use(await serveRaw((socket) => socket.write(plain()), tls, 'https'));
    const url = server.url.replace('127.0.0.1', 'localhost');
    const stranger = resources.use(openTestClient([url]));
    expect(await stranger.fail()).toEqual(UNAVAILABLE);
    expect(server.requests).toBe(0);

    const script = `
      import { openTestClient } from ${JSON.stringify(join(import.meta.dirname, 'transport-fixture.ts'))};
      const client = openTestClient([${JSON.stringify(url)}]);
      console.log(await client.ask(), await client.ask());
    `;
    const output = await runScript(script, { NODE_EXTRA_CA_CERTS: cert });
    expect(output.trim()).toBe(`${DATA} ${DATA}`);
    expect(server.requests).toBe(2);
  });

  it('that is idle does not keep the process alive, one with a request does', async () => {
    const server = resources.use(
      await serveHttp((_request, response) => {
        setTimeout(() => response.end(DATA), 100);
      }),
    );
    const script = `
      import { openTestClient } from ${JSON.stringify(join(import.meta.dirname, 'transport-fixture.ts'))};
      console.log(await openTestClient([${JSON.stringify(server.url)}]).ask());
      const answered = performance.now();
      process.on('exit', () => console.log('ended', performance.now() - answered < 3_500));
    `;
    expect(await runScript(script)).toBe(`${DATA}\nended true\n`);
  });

  it('is closed before the server does it', async () => {
    const patient = await raw((socket) => socket.write(plain()));
    const { ask, server } = await raw((socket) => socket.write(plain(DATA, 'keep-alive: timeout=1\r\n')));
    await patient.ask();
    await ask();
    await eventually('it is closed', () => server.open === 0);
    expect(patient.server.open).toBe(1);
  });
});

describe('a kept connection that the server closes at the wrong moment', () => {
  /** Answers the first request of each connection and closes on the second. */
  const closing = (socket: Socket, turn: number) => {
    if (turn === 0) socket.write(plain());
    else socket.destroy();
  };

  it('costs a query nothing: it goes over a new one', async () => {
    const { ask, server } = await raw(closing);
    expect(await ask()).toBe(DATA);
    expect(await ask()).toBe(DATA);
    expect(server).toMatchObject({ requests: 3, connections: 2 });
  });

  it('costs a query nothing when it is one of many', async () => {
    const { server } = await raw(closing);
    const client = resources.use(openTestClient([server.url], { env: { SUBGRAPH_RETRIES: '0' } }));
    await Promise.all([client.ask(), client.ask(), client.ask()]);
    expect(await client.ask()).toBe(DATA);
    expect(server).toMatchObject({ requests: 5, connections: 4 });
  });

  it('never has a mutation sent twice', async () => {
    const { ask, fail, server } = await raw(closing);
    expect(await ask(mutation)).toBe(DATA);
    expect(await fail(mutation)).toEqual(UNAVAILABLE);
    expect(server.requests).toBe(2);
  });

  it('has a query sent again once only, and not after a byte of an answer', async () => {
    const always = await raw((socket, _turn, request) => {
      if (request.includes('good')) socket.write(plain());
      else socket.destroy();
    });
    const env = { SUBGRAPH_RETRIES: '0' };
    const once = resources.use(openTestClient([always.server.url], { env }));
    await once.ask({ ...query, body: '"good"' });
    expect(await once.fail()).toEqual(UNAVAILABLE);
    expect(always.server.requests).toBe(3);

    const partly = await raw((socket, turn) => (turn === 0 ? socket.write(plain()) : socket.end('HTTP/1.1')));
    const none = resources.use(openTestClient([partly.server.url], { env }));
    await none.ask();
    expect(await none.fail(query, testCaller())).toEqual(UNAVAILABLE);
    expect(partly.server.requests).toBe(2);
  });
});

/** Runs a module in a process of its own. @returns what it printed, once it has ended by itself */
async function runScript(script: string, env: Record<string, string> = {}): Promise<string> {
  const { execFile } = await import('node:child_process');
  const { promisify } = await import('node:util');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    timeout: 60_000,
  });
  return stdout;
}
