import type { ApolloServerPlugin } from '@apollo/server';
import { codesOf, type RecordOperation } from '../telemetry/record-operation.ts';
import type { HttpContext } from './http-context.ts';

/** Records every operation that Apollo Server answers. */
export const recordOperations = (record: RecordOperation): ApolloServerPlugin<HttpContext> => ({
  async requestDidStart() {
    const started = performance.now();
    return {
      async willSendResponse({ operation, response, contextValue }) {
        const { body } = response;
        record({
          requestId: contextValue.caller.requestId,
          traceId: contextValue.traceId,
          name: operation?.name?.value,
          type: operation?.operation,
          transport: 'http',
          ms: performance.now() - started,
          codes: codesOf(body.kind === 'single' ? body.singleResult.errors : undefined),
        });
      },
    };
  },
});
