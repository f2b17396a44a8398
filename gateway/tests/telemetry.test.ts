import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SpanKind } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  ParentBasedSampler,
  SimpleSpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import pino from 'pino';
import { createLogger } from '#platform/logging/create-logger.ts';
import { guest } from '#platform/security/viewer.ts';
import { useTracerProvider } from '#platform/telemetry/use-tracer-provider.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { openAccessLog } from '../telemetry/access-log.ts';
import type { AnsweredOperation } from '../telemetry/answered-operation.ts';
import { traceSubgraphs } from '../telemetry/request-trace.ts';
import { type Caller, createCaller } from '../transport/caller.ts';
import { startFixtureServers } from './http-fixture.ts';

const answered: AnsweredOperation = {
  requestId: 'request-1',
  traceId: '0af7651916cd43dd8448eb211c80319c',
  name: 'Mine',
  type: 'query',
  transport: 'http',
  ms: 1.23456,
  codes: [],
};

describe('the access log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'access-log-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The lines that a log of this level gets, in a file and through pino. */
  function linesOf(level: string, ...operations: AnsweredOperation[]) {
    const file = join(folder, `${level}-${operations.length}`);
    const piped: string[] = [];
    const destination = pino.destination({ dest: file, sync: true });
    for (const logger of [
      createLogger('gateway', level, destination),
      createLogger('gateway', level, { write: (line) => piped.push(line) }),
    ]) {
      using log = openAccessLog(logger);
      for (const operation of operations) log.write(operation);
    }
    const read = (lines: string[]) => lines.map((line) => JSON.parse(line));
    return { written: read(readFileSync(file, 'utf8').split('\n').slice(0, -1)), piped: read(piped) };
  }

  it('has the same line for an operation wherever it goes', () => {
    const refused = { ...answered, name: undefined, type: undefined, traceId: undefined, codes: ['A', 'B', 'A'] };
    const named = { ...answered, requestId: 'a"b\\c', name: `x"\n${'y'.repeat(200)}` };
    const { written, piped } = linesOf('info', answered, refused, named);
    expect(written[0]).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      service: 'gateway',
      requestId: 'request-1',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      operation: 'Mine',
      type: 'query',
      transport: 'http',
      ms: 1.23,
      msg: 'operation',
    });
    expect(written[1].codes).toEqual(['A', 'B']);
    expect(written[2].operation).toHaveLength(100);
    const timeless = (lines: object[]) => lines.map((line) => ({ ...line, time: undefined }));
    expect(timeless(written)).toEqual(timeless(piped));
  });

  it('is silent where only warnings are wanted', () => {
    expect(linesOf('warn', answered)).toEqual({ written: [], piped: [] });
  });

  it('does not hold a line back for long', async () => {
    const file = join(folder, 'held-back');
    using log = openAccessLog(createLogger('gateway', 'info', pino.destination({ dest: file, sync: true })));
    log.write(answered);
    await eventually('the line is written', () => readFileSync(file, 'utf8').endsWith('}\n'));
  });
});

describe('a trace', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(0) }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  beforeAll(() => useTracerProvider(provider));
  afterAll(() => provider.shutdown());

  const TRACE = '0af7651916cd43dd8448eb211c80319c';
  const PARENT = 'b7ad6b7169203331';

  /** Sends a query, and gives what the subgraphs would have been told and the line of the log. */
  async function trace(traceparent?: string) {
    exporter.reset();
    const lines: string[] = [];
    const callers: Caller[] = [];
    const send = traceSubgraphs(async (_request, caller) => {
      callers.push(caller);
      return Buffer.from('{}');
    });
    await using servers = await startFixtureServers({
      onLog: (line) => lines.push(line),
      behaviour: {
        async execute(_variables, caller) {
          await send({ subgraph: 'users', kind: 'query', body: '{}' }, caller);
          return { data: Buffer.from('{}'), errors: [] };
        },
      },
    });
    const response = await fetch(`${servers.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(traceparent === undefined ? {} : { traceparent }) },
      body: '{"query":"query Mine { greeting }"}',
    });
    await response.text();
    const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'operation');
    return { told: callers[0]?.traceparent ?? '', line };
  }

  it('that its sender records goes on to the subgraphs, with a span for each request', async () => {
    const { told, line } = await trace(`00-${TRACE}-${PARENT}-01`);
    expect(line.traceId).toBe(TRACE);
    const [fetched, server] = await eventually('both spans end', () => {
      const spans = exporter.getFinishedSpans();
      return spans.length === 2 && spans;
    });
    expect([fetched?.kind, server?.kind]).toEqual([SpanKind.CLIENT, SpanKind.SERVER]);
    expect(server?.parentSpanContext?.spanId).toBe(PARENT);
    expect(server?.attributes).toMatchObject({
      'http.response.status_code': 200,
      'graphql.operation.name': 'Mine',
    });
    expect(fetched?.parentSpanContext?.spanId).toBe(server?.spanContext().spanId);
    expect(told).toBe(`00-${TRACE}-${fetched?.spanContext().spanId}-01`);
  });

  it('that is not recorded has its id in the log and at the subgraphs, and no span', async () => {
    for (const traceparent of [undefined, `00-${TRACE}-${PARENT}-00`]) {
      const { told, line } = await trace(traceparent);
      expect(line.traceId).toMatch(traceparent === undefined ? /^[\da-f]{32}$/ : new RegExp(TRACE));
      expect(told).toMatch(new RegExp(`^00-${line.traceId}-[\\da-f]{16}-00$`));
    }
  });

  it('is recorded where it begins only for the share that is asked for', async () => {
    await trace();
    await trace(`00-${TRACE}-${PARENT}-01`);
    const ids = await eventually('the recorded one ends', () => {
      const spans = exporter.getFinishedSpans();
      return spans.length === 2 && spans.map((span) => span.spanContext().traceId);
    });
    expect(ids).toEqual([TRACE, TRACE]);
  });

  it('is not believed when it is malformed', async () => {
    const { told } = await trace('00-xyz-01');
    expect(told).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
  });

  it('ends for a request to a subgraph that fails', async () => {
    exporter.reset();
    const caller = createCaller({
      viewer: guest,
      clientAddress: '',
      requestId: '1',
      traceparent: `00-${TRACE}-${PARENT}-01`,
    });
    const failing = traceSubgraphs(async () => {
      throw new Error('10.0.0.7 is down');
    });
    await expect(failing({ subgraph: 'users', kind: 'query', body: '' }, caller)).rejects.toThrow('10.0.0.7');
    await eventually('its span ends', () => exporter.getFinishedSpans().length === 1);
  });
});
