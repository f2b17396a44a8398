import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '#platform/logging/create-logger.ts';
import type { LiveGraph } from '../supergraph/live-graph.ts';
import type { RecordOperation } from '../telemetry/record-operation.ts';
import { INTERNAL_MESSAGE } from '../transport/subgraph-errors.ts';
import { answeredBefore, executionResultOf } from './execution-result.ts';
import type { HttpContext } from './http-context.ts';
import { landingPage } from './landing-page.ts';
import { recordOperations } from './record-operations.ts';
import { refuseOperations } from './refuse-operations.ts';

export interface ApolloServerOptions {
  live: LiveGraph;
  /** Refuses introspection, and gives no hints at names that the client did not know. */
  hideSchema: boolean;
  record: RecordOperation;
  logger: Logger;
}

/** Puts the graph that is served where Apollo Server expects a gateway of Apollo's. */
function asGateway(live: LiveGraph): GatewayInterface {
  let stopFollowing = () => {};
  return {
    onSchemaLoadOrUpdate(callback) {
      const first = live.enter();
      callback({ apiSchema: first.schema, coreSupergraphSdl: first.supergraph.sdl });
      live.leave(first);
      stopFollowing = live.onChange(({ schema, supergraph }) => {
        callback({ apiSchema: schema, coreSupergraphSdl: supergraph.sdl });
      });
      return stopFollowing;
    },
    async load() {
      return {
        async executor({ request, context }) {
          const { operation, caller } = context as unknown as HttpContext;
          if (operation === undefined) throw new Error('an operation was not prepared');
          return executionResultOf(await operation.run(request.variables ?? {}, caller, false));
        },
      };
    },
    async stop() {
      stopFollowing();
    },
  };
}

/** Some of Apollo Server's errors about a request have a status and no code; formatted, they seem to be our fault. */
function isBadRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  const { status } = (error.extensions['http'] ?? {}) as { status?: number };
  return status !== undefined && status >= 400 && status < 500;
}

/** Keeps the code of Apollo Server's own errors; what went wrong on our side is answered without its message. */
function formatError({ message, locations, extensions }: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = isBadRequest(error) ? 'BAD_REQUEST' : extensions?.['code'];
  const internal = code === undefined || code === 'INTERNAL_SERVER_ERROR';
  return {
    message: internal ? INTERNAL_MESSAGE : message,
    ...(locations === undefined ? {} : { locations }),
    extensions: { code: internal ? 'INTERNAL_SERVER_ERROR' : code },
  };
}

/**
 * Apollo Server as the front door of what is not the short lane's: GET, the landing page, requests that are not right. It
 * does not execute anything itself. Not started yet.
 */
export function createApolloServer(options: ApolloServerOptions): ApolloServer<HttpContext> {
  const { live, hideSchema, record, logger } = options;
  const plugins: ApolloServerPlugin<HttpContext>[] = [
    refuseOperations,
    recordOperations(record),
    landingPage,
    ApolloServerPluginUsageReportingDisabled(),
    ApolloServerPluginCacheControlDisabled(),
  ];
  return new ApolloServer<HttpContext>({
    gateway: asGateway(live),
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
    // Hashes are resolved before it.
    persistedQueries: false,
    formatError(formatted, error) {
      const answered = answeredBefore(error);
      if (answered !== undefined) return answered;
      const shown = formatError(formatted, error);
      if (shown.message !== formatted.message) logger.error({ err: unwrapResolverError(error) }, 'an operation failed');
      return shown;
    },
  });
}
