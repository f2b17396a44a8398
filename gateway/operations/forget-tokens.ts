import { type DocumentNode, Kind, Location, Source, Token } from 'graphql';

const detached = ({ kind, start, end, line, column }: Token) => new Token(kind, start, end, line, column);

/**
 * Takes the places in the text out of a document that is kept: every node's holds on to the chain of all tokens, with which a
 * parsed document takes 92 bytes a character instead of 32. Only declarations of variables keep theirs, for errors about
 * their values.
 */
export function forgetTokens(document: DocumentNode): void {
  const source = document.loc?.source ?? new Source('');
  const left: unknown[] = [document];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (Array.isArray(node)) {
      left.push(...node);
      continue;
    }
    const { kind, loc } = node as { kind: Kind; loc?: Location | undefined };
    if (loc !== undefined) {
      const kept =
        kind === Kind.VARIABLE_DEFINITION
          ? new Location(detached(loc.startToken), detached(loc.endToken), source)
          : undefined;
      (node as { loc: Location | undefined }).loc = kept;
    }
    for (const [name, member] of Object.entries(node as object)) {
      if (name !== 'loc' && typeof member === 'object' && member !== null) left.push(member);
    }
  }
}
