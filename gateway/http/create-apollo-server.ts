import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import { MAX_TOKENS } from '../limits/document-limits.ts';
import type { GuardedExecutor } from '../permissions/create-guarded-executor.ts';
import type { RecordOperation } from '../telemetry/record-operation.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import type { HttpContext } from './http-context.ts';
import { landingPage } from './landing-page.ts';
import { recordOperations } from './record-operations.ts';
import { refuseOperations } from './refuse-operations.ts';

export interface ApolloServerOptions {
  guarded: GuardedExecutor;
  supergraphSdl: string;
  /** Refuses introspection, and gives no hints at names that the client did not know. */
  hideSchema: boolean;
  record: RecordOperation;
  logger: Logger;
}

/** Puts our executor where Apollo Server expects a gateway of Apollo's. */
function asGateway(guarded: GuardedExecutor, supergraphSdl: string): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: guarded.schema, coreSupergraphSdl: supergraphSdl });
      return () => {};
    },
    async load() {
      return {
        executor: ({ document, operationName, request, context }) =>
          guarded.execute({
            document,
            operationName: operationName ?? undefined,
            variables: request.variables ?? {},
            caller: (context as unknown as HttpContext).caller,
          }),
      };
    },
    async stop() {},
  };
}

/** Some of Apollo Server's errors about a request have a status and no code; formatted, they seem to be our fault. */
function isBadRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  const { status } = (error.extensions['http'] ?? {}) as { status?: number };
  return status !== undefined && status >= 400 && status < 500;
}

/** Keeps code and argument of an error; what went wrong on our side is logged, and answered without its message. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, path, locations, extensions } = formatted;
  const { code, argument } = isBadRequest(error) ? { code: 'BAD_REQUEST', argument: undefined } : (extensions ?? {});
  const internal = code === undefined || code === 'INTERNAL_SERVER_ERROR';
  return {
    message: internal ? INTERNAL_MESSAGE : message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: internal ? 'INTERNAL_SERVER_ERROR' : code, ...(argument === undefined ? {} : { argument }) },
  };
}

/** Apollo Server as the front door of HTTP; it does not execute anything itself. Not started yet. */
export function createApolloServer(options: ApolloServerOptions): ApolloServer<HttpContext> {
  const { guarded, supergraphSdl, hideSchema, record, logger } = options;
  const plugins: ApolloServerPlugin<HttpContext>[] = [
    refuseOperations,
    recordOperations(record),
    landingPage,
    ApolloServerPluginUsageReportingDisabled(),
    ApolloServerPluginCacheControlDisabled(),
  ];
  return new ApolloServer<HttpContext>({
    gateway: asGateway(guarded, supergraphSdl),
    plugins,
    logger: {
      debug: (message) => logger.debug(message),
      info: (message) => logger.info(message),
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
    introspection: !hideSchema,
    hideSchemaDetailsFromClientErrors: hideSchema,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError(formatted, error) {
      const shown = formatError(formatted, error);
      if (shown.message !== formatted.message) logger.error({ err: unwrapResolverError(error) }, 'an operation failed');
      return shown;
    },
  });
}
