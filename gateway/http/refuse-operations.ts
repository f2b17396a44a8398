import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { subscriptionRefused } from './refusal.ts';

/** Refuses, before anything is executed, what Apollo Server would hand to the executor. */
export const refuseOperations: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== 'subscription') return;
        const { message, extensions } = subscriptionRefused();
        throw new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } });
      },
    };
  },
};
