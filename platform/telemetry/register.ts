// Loaded by `node --import` before everything else: what is loaded after it is traced.
import { register } from 'node:module';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { AmqplibInstrumentation } from '@opentelemetry/instrumentation-amqplib';
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  BatchSpanProcessor,
  NoopSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';

// Without this hook packages that are themselves ES modules (ioredis) are not traced.
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];

/** Share of the traces that begin here and are recorded; ids for the logs are made for all of them. */
const ratio = Number(process.env['OTEL_TRACES_SAMPLER_ARG'] ?? '0.01');

const sdk = new NodeSDK({
  serviceName: process.env['OTEL_SERVICE_NAME'] ?? 'agora',
  sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(endpoint === undefined ? 0 : ratio) }),
  // Without any processor the SDK makes no trace ids, which the logs need.
  spanProcessors: [
    endpoint === undefined ? new NoopSpanProcessor() : new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
  metricReaders: [],
  instrumentations: [
    new HttpInstrumentation(),
    new UndiciInstrumentation(),
    // A span a field would cost more than most fields do.
    new GraphQLInstrumentation({ mergeItems: true, ignoreTrivialResolveSpans: true, depth: 2 }),
    new PgInstrumentation({ requireParentSpan: true }),
    new AmqplibInstrumentation(),
    new IORedisInstrumentation({ requireParentSpan: true }),
  ],
});
sdk.start();
process.once('beforeExit', () => void sdk.shutdown());
