/** A message's content as JSON, or as the text that is none. */
export function parseContent(content: Buffer): unknown {
  const text = content.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
