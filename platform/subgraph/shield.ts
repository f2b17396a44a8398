import { createRequire } from 'node:module';
import util from 'node:util';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type * as GraphQLMiddleware from 'graphql-middleware';
import type * as GraphQLShield from 'graphql-shield';
import { isAdmin, isRegistered, isStaff, type Viewer } from '#platform/security/viewer.ts';
import { forbidden, unauthenticated } from './errors.ts';

// graphql-shield 7.6.5 calls util.isUndefined, gone since Node 23 (graphql-shield#1561).
Object.assign(util, { isUndefined: (value: unknown) => value === undefined });

// Both by require: an imported and a required instance do not recognise each other's classes.
const require = createRequire(import.meta.url);
const { shield, rule } = require('graphql-shield') as typeof GraphQLShield;
const { applyMiddleware } = require('graphql-middleware') as typeof GraphQLMiddleware;

export const { allow, deny } = require('graphql-shield') as typeof GraphQLShield;

/** Rules look at the viewer alone, so one answer serves a whole operation. Ownership is in the SQL, not here. */
const aboutTheViewer = (name: string, test: (viewer: Viewer) => boolean) =>
  rule(name, { cache: 'contextual' })((_parent, _args, { viewer }: { viewer: Viewer }) => {
    if (test(viewer)) return true;
    return viewer.kind === 'guest' ? unauthenticated() : forbidden();
  });

/** Somebody with an identity: an account, or a guest session. */
export const signedIn = aboutTheViewer('signedIn', (viewer) => viewer.kind === 'user');

/** Somebody with an account. */
export const registered = aboutTheViewer('registered', isRegistered);

/** Staff and admins. */
export const staff = aboutTheViewer('staff', isStaff);

/** Admins. */
export const admin = aboutTheViewer('admin', isAdmin);

type Rule = typeof signedIn | typeof allow;

/** A rule for every field, by type; `'*'` stands for a type's other fields. */
export type RuleTree = Record<string, Record<string, Rule>>;

/** graphql-shield over a rule tree, denying whatever the tree does not name. */
export function shieldOf(rules: RuleTree) {
  return shield(rules, {
    fallbackRule: deny,
    // shield turns whatever a resolver throws into this; errors that are meant for clients pass, and the rest is masked later.
    fallbackError: (thrown) => (thrown instanceof Error ? thrown : forbidden()),
    allowExternalErrors: false,
  });
}

/** The doors that the gateway comes through; what lies behind them is guarded field by field. */
const federationDoors: RuleTree = { Query: { _entities: allow, _service: allow }, _Service: { sdl: allow } };

/** A subgraph's schema with every resolver behind its rule. */
export function guardSchema(schema: GraphQLSchema, rules: RuleTree): GraphQLSchema {
  const all = { ...federationDoors, ...rules, Query: { ...rules['Query'], ...federationDoors['Query'] } };
  return applyMiddleware(schema, shieldOf(all)) as GraphQLSchema;
}

/** Whether an error was made for clients to read. */
export const isForClients = (error: GraphQLError): boolean =>
  error.originalError === undefined || error.originalError === null || error.originalError instanceof GraphQLError;
