// Loaded by `node --import` before everything else: what is loaded after it is traced.
import './compile-cache.ts';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { AmqplibInstrumentation } from '@opentelemetry/instrumentation-amqplib';
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  processDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NoopSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { useTracerProvider } from './use-tracer-provider.ts';

// Packages that are themselves ES modules are only traced through this hook.
register({ include: ['ioredis'] });

const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];

/** Share of the traces that begin here and are recorded; ids for the logs are made for all of them. */
const ratio = Number(process.env['OTEL_TRACES_SAMPLER_ARG'] ?? '0.01');

// The parts of @opentelemetry/sdk-node that are used here: the whole takes 0.4 s of CPU at every start.
// The environment's detector reads OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES.
const provider = new TracerProvider({
  resource: defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'agora' }))
    .merge(detectResources({ detectors: [envDetector, hostDetector, processDetector, serviceInstanceIdDetector] })),
  sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(endpoint === undefined ? 0 : ratio) }),
  // Without any processor the SDK makes no trace ids, which the logs need.
  spanProcessors: [
    endpoint === undefined ? new NoopSpanProcessor() : new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }),
  ],
});
useTracerProvider(provider);
registerInstrumentations({
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
process.once('beforeExit', () => void provider.shutdown());
