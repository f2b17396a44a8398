import { type GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import { MAX_DEPTH } from './document-limits.ts';
import { rootSelectionIsConditional } from './subscription-conditions.ts';

const OPENING = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Assigned to a plain object it sets the prototype: an answer under this name is lost between subgraph and client. */
const UNUSABLE_NAME = '__proto__';

const refused = (message: string) => graphError('BAD_USER_INPUT', message);

const mayBeTooDeep = (text: string) => (text.match(/[[{(]/g)?.length ?? 0) > MAX_DEPTH;

/** Reads tokens to the end or to the first that is none, of which the parser tells the client. */
function refusalOfTokens(text: string): GraphQLError | undefined {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (OPENING.has(token.kind)) depth += 1;
      if (CLOSING.has(token.kind)) depth -= 1;
      if (depth > MAX_DEPTH) return refused('The document is nested too deeply.');
      if (token.kind === TokenKind.NAME && token.value === UNUSABLE_NAME) {
        return refused(`The name ${UNUSABLE_NAME} cannot be used.`);
      }
    }
  } catch {
    return undefined;
  }
  return undefined;
}

/**
 * The error (BAD_USER_INPUT) that refuses a document before it is parsed and validated, which it would break; undefined
 * when it does not. Syntax errors are left to the parser.
 */
export function documentRefusal(text: string): GraphQLError | undefined {
  if (mayBeTooDeep(text) || text.includes(UNUSABLE_NAME)) {
    const refusal = refusalOfTokens(text);
    if (refusal !== undefined) return refusal;
  }
  return text.includes('subscription') && rootSelectionIsConditional(text)
    ? refused('The root field of a subscription takes no @skip and no @include.')
    : undefined;
}
