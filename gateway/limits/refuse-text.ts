import { type GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { graphError } from '#platform/subgraph/errors.ts';
import { limitError } from './limit-error.ts';

/** What is counted before a document is parsed; `Infinity` takes a limit away. */
export interface TextLimits {
  /** Length of the text: of a persisted document too, whose request is short. */
  readonly characters: number;
  readonly tokens: number;
  /** Every error looks its line up by counting all before it. */
  readonly lines: number;
  readonly operations: number;
  /** Validation compares them in pairs: 500 took 73 ms. */
  readonly fragments: number;
  readonly directives: number;
}

/** Most brackets open at once: parsing 2,000 ends the stack. */
export const MAX_BRACKETS = 200;

/** Assigned to a plain object it sets the prototype: an answer under this name is lost between subgraph and client. */
const UNUSABLE_NAME = '__proto__';

const tooMany = {
  characters: (limit: number) => limitError('PAYLOAD_TOO_LARGE', `A document has at most ${limit} characters.`),
  tokens: (limit: number) => limitError('TOO_MANY_TOKENS', `A document has at most ${limit} tokens.`),
  lines: (limit: number) => limitError('TOO_MANY_LINES', `A document has at most ${limit} lines.`),
  directives: (limit: number) => limitError('TOO_MANY_DIRECTIVES', `A document has at most ${limit} directives.`),
  operations: (limit: number) => limitError('TOO_MANY_OPERATIONS', `A document has at most ${limit} operations.`),
  fragments: (limit: number) => limitError('TOO_MANY_FRAGMENTS', `A document has at most ${limit} fragments.`),
};

/**
 * Makes the check of a document's text: tokens, lines, open brackets, directives, operations, fragments, and the name
 * `__proto__` (BAD_USER_INPUT). It ends at the first that is too many.
 */
export function createTextRefusal(limits: TextLimits): (text: string) => GraphQLError | undefined {
  function refusalOfTokens(lexer: Lexer): GraphQLError | undefined {
    let tokens = 0;
    let directives = 0;
    let operations = 0;
    let fragments = 0;
    let open = 0;
    let definitionBegins = true;
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      tokens += 1;
      if (tokens > limits.tokens) return tooMany.tokens(limits.tokens);
      if (definitionBegins && token.kind !== TokenKind.STRING && token.kind !== TokenKind.BLOCK_STRING) {
        definitionBegins = false;
        if (token.value === 'fragment') fragments += 1;
        else operations += 1;
        if (operations > limits.operations) return tooMany.operations(limits.operations);
        if (fragments > limits.fragments) return tooMany.fragments(limits.fragments);
      }
      switch (token.kind) {
        case TokenKind.BRACE_L:
        case TokenKind.BRACKET_L:
        case TokenKind.PAREN_L:
          open += 1;
          if (open > MAX_BRACKETS) {
            return limitError('TOO_MANY_BRACKETS', `A document has at most ${MAX_BRACKETS} brackets open at once.`);
          }
          break;
        case TokenKind.BRACE_R:
        case TokenKind.BRACKET_R:
        case TokenKind.PAREN_R:
          open -= 1;
          definitionBegins = open === 0 && token.kind === TokenKind.BRACE_R;
          break;
        case TokenKind.AT:
          directives += 1;
          if (directives > limits.directives) return tooMany.directives(limits.directives);
          break;
        case TokenKind.NAME:
          if (token.value === UNUSABLE_NAME) {
            return graphError('BAD_USER_INPUT', `The name ${UNUSABLE_NAME} cannot be used.`);
          }
          break;
      }
    }
    return lexer.line > limits.lines ? tooMany.lines(limits.lines) : undefined;
  }

  return (text) => {
    if (text.length > limits.characters) return tooMany.characters(limits.characters);
    try {
      return refusalOfTokens(new Lexer(new Source(text)));
    } catch {
      // Not a token: the parser tells the client.
      return undefined;
    }
  };
}
