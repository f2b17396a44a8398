const SUGGESTION = ' Did you mean ';

/**
 * Takes the hint at names of the schema off a message of graphql-js, of validation or of coercion of variables: it is always
 * the last sentence. Linear also where a client's own value, which the message repeats, is made of such sentences.
 */
export function hideSuggestions(message: string): string {
  if (!message.endsWith('?')) return message;
  const at = message.lastIndexOf(SUGGESTION);
  return at === -1 ? message : message.slice(0, at);
}
