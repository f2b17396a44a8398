import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError } from 'graphql';
import { cardNumberRefused, documentHoldsCard } from '../limits/card-numbers.ts';

const refused = (message: string, code: string) =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

/** Documents that were looked through and hold no card number. */
const clean = new WeakSet<DocumentNode>();

/** Refuses, before anything is executed, what Apollo Server would hand to the executor. */
export const refuseOperations: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, document }) {
        if (!clean.has(document)) {
          if (documentHoldsCard(document)) {
            const { message, extensions } = cardNumberRefused();
            throw refused(message, String(extensions['code']));
          }
          clean.add(document);
        }
        if (operation === undefined) {
          throw refused('The document has no operation of this name.', 'OPERATION_RESOLUTION_FAILURE');
        }
        if (operation.operation === 'subscription') {
          throw refused('Subscriptions are served over a websocket at this address (graphql-ws).', 'BAD_USER_INPUT');
        }
      },
    };
  },
};
