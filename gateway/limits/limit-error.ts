import { GraphQLError } from 'graphql';

/** The limit that an operation met, as `extensions.code` names it. */
export type LimitCode =
  | 'PAYLOAD_TOO_LARGE'
  | 'TOO_MANY_TOKENS'
  | 'TOO_MANY_LINES'
  | 'TOO_MANY_BRACKETS'
  | 'TOO_MANY_OPERATIONS'
  | 'TOO_MANY_FRAGMENTS'
  | 'TOO_MANY_DIRECTIVES'
  | 'TOO_DEEP'
  | 'TOO_MANY_FIELDS'
  | 'TOO_MANY_ROOT_FIELDS'
  | 'TOO_MANY_ALIASES'
  | 'TOO_MANY_OVERLAPS'
  | 'COST_TOO_HIGH'
  | 'COST_LIMITED';

/** HTTP status of the refusals that are not 400. */
const STATUS: Readonly<Record<string, number>> = { PAYLOAD_TOO_LARGE: 413, COST_LIMITED: 429 };

/** A refusal by a limit. The message is for clients. */
export const limitError = (code: LimitCode, message: string) => new GraphQLError(message, { extensions: { code } });

/** The HTTP status that a refusal by a limit is answered with: 413, 429 or 400. */
export const limitStatus = ({ extensions }: GraphQLError): number => STATUS[String(extensions['code'])] ?? 400;

/** A request body or websocket message that is longer than the limit, in bytes. */
export const payloadTooLarge = (limit: number) =>
  limitError('PAYLOAD_TOO_LARGE', `A request has at most ${limit} bytes.`);
