/** What somebody typed, ready for PostgreSQL. */
export interface SearchText {
  /** The whole text, in the syntax of websearch_to_tsquery: words, "phrases", or, -without. */
  whole: string;
  /** Present when the last word may be unfinished: it matches whatever begins so, together with what stands before it. */
  unfinished?: { before: string; prefix: string };
}

/** A last word of letters and digits alone: it goes into a tsquery as it is. */
const LAST_WORD = /^(.*?)([\p{L}\p{M}\p{N}]+)$/su;

/**
 * Reads a search. A last word that is excluded (`-red`), quoted or an alternative (`blue or re`) is taken as finished.
 *
 * @returns undefined when nothing was typed
 */
export function readSearch(typed: string): SearchText | undefined {
  // PostgreSQL's text cannot hold U+0000.
  const whole = typed.replaceAll('\0', ' ').trim();
  if (whole === '') return undefined;
  const [, before, prefix] = LAST_WORD.exec(whole) ?? [];
  if (before === undefined || prefix === undefined) return { whole };
  const excluded = /(^|\s)-$/.test(before);
  const quoted = before.split('"').length % 2 === 0;
  const alternative = /(^|\s)or\s+$/i.test(before);
  return excluded || quoted || alternative ? { whole } : { whole, unfinished: { before, prefix } };
}
