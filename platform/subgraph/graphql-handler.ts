import type { FastifyInstance } from 'fastify';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Logger } from '#platform/logging/create-logger.ts';
import { isUnavailable } from '#platform/postgres/is-unavailable.ts';
import { type Identity, UnsignedRequest, verifyRequest } from '#platform/security/signed-request.ts';
import type { Viewer } from '#platform/security/viewer.ts';
import type { Metrics } from '#platform/telemetry/create-metrics.ts';
import { type ErrorCode, graphError } from './errors.ts';
import { isForClients } from './shield.ts';

/** What every resolver is given; a subgraph adds its own parts. */
export interface SubgraphContext {
  viewer: Viewer;
  /** Network address of the client, as the gateway saw it. */
  clientAddress: string;
  logger: Logger;
}

export interface GraphqlHandlerOptions<Context extends SubgraphContext> {
  schema: GraphQLSchema;
  /** Shared with the gateway: other requests are refused. */
  signingSecret: string;
  metrics: Metrics;
  contextOf(base: SubgraphContext): Context;
}

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

type Prepared = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/**
 * Answers POST /graphql for the gateway: signature, parsed documents kept (there are as many as the gateway plans
 * fetches), graphql-js. Apollo Server in its place costs three times the CPU (0.55 against 0.19 ms for 50 entities).
 */
export function serveGraphql<Context extends SubgraphContext>(
  app: FastifyInstance,
  { schema, signingSecret, metrics, contextOf }: GraphqlHandlerOptions<Context>,
): void {
  const documents = new LRUCache<string, Prepared>({ max: 2_000 });

  function prepare(query: string): Prepared {
    const known = documents.get(query);
    if (known !== undefined) return known;
    let prepared: Prepared;
    try {
      const document = parse(query, { noLocation: true });
      const errors = validate(schema, document);
      prepared = errors.length > 0 ? { errors } : { document };
    } catch (error) {
      prepared = { errors: [error instanceof GraphQLError ? error : graphError('BAD_USER_INPUT', 'not a document')] };
    }
    documents.set(query, prepared);
    return prepared;
  }

  /** What is not meant for clients is logged and answered without its message, which may tell of our insides. */
  function mask(error: GraphQLError, logger: Logger) {
    const code = String(error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR');
    if (isForClients(error)) {
      metrics.errors.inc({ code });
      return error.toJSON();
    }
    const { originalError, path } = error;
    // What only the database was too busy or away for may be asked again.
    const [told, message]: [ErrorCode, string] = isUnavailable(originalError)
      ? ['SUBGRAPH_UNAVAILABLE', 'This is not available now: try again.']
      : ['INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'];
    metrics.errors.inc({ code: told });
    logger.error({ err: originalError, path }, 'a resolver failed');
    return new GraphQLError(message, { path, extensions: { code: told } }).toJSON();
  }

  async function answer(request: z.infer<typeof requestSchema>, identity: Identity, logger: Logger) {
    const prepared = prepare(request.query);
    if ('errors' in prepared) return { errors: prepared.errors.map((error) => mask(error, logger)) };
    const started = performance.now();
    const result = (await execute({
      schema,
      document: prepared.document,
      variableValues: request.variables ?? {},
      operationName: request.operationName,
      contextValue: contextOf({ ...identity, logger }),
    })) as ExecutionResult;
    const operation = getOperationAST(prepared.document, request.operationName)?.operation ?? 'query';
    const outcome = result.errors === undefined ? 'ok' : 'error';
    metrics.operationSeconds.observe({ operation, outcome }, (performance.now() - started) / 1000);
    if (result.errors === undefined) return { data: result.data };
    return { errors: result.errors.map((error) => mask(error, logger)), data: result.data };
  }

  app.register(async (scope) => {
    // The signature is over the bytes, so they are parsed only after it has been checked.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/graphql', async (request, reply) => {
      const body = request.body as Buffer;
      let identity: Identity;
      try {
        const toVerify = { secret: signingSecret, method: 'POST', path: '/graphql', body };
        identity = verifyRequest(toVerify, request.headers);
      } catch (error) {
        if (!(error instanceof UnsignedRequest)) throw error;
        request.log.warn({ reason: error.message }, 'unsigned request refused');
        return reply.code(401).send({ errors: [graphError('UNAUTHENTICATED', 'Only the gateway is answered here.')] });
      }
      const parsed = requestSchema.safeParse(JSON.parse(body.toString()));
      if (!parsed.success) {
        return reply.code(400).send({ errors: [graphError('BAD_USER_INPUT', 'not a GraphQL request')] });
      }
      return reply.send(await answer(parsed.data, identity, request.log as Logger));
    });
  });
}
