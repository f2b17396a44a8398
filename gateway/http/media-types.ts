import { LRUCache } from 'lru-cache';

/** What a client takes as an answer. */
export interface Accepted {
  /** The media type for an answer in one part; undefined when the client takes none of ours. */
  readonly contentType: string | undefined;
  /** Whether an answer may come in parts, in the form of Apollo's `deferSpec=20220824`. */
  readonly parts: boolean;
}

export const JSON_TYPE = 'application/json; charset=utf-8';
export const PARTS_TYPE = 'multipart/mixed; boundary="-"; deferSpec=20220824';

interface MediaType {
  readonly type: string;
  readonly subtype: string;
  readonly params: ReadonlyMap<string, string>;
}

interface Range extends MediaType {
  readonly quality: number;
}

/** How well a range fits a media type. */
interface Fit {
  readonly specificity: number;
  readonly quality: number;
  readonly order: number;
}

function mediaType(text: string): MediaType | undefined {
  const [essence = '', ...rest] = text.split(';');
  const [type, subtype] = essence.trim().toLowerCase().split('/');
  if (!type || !subtype) return undefined;
  const params = rest.map((param): [string, string] => {
    const [name = '', value = ''] = param.split('=');
    return [
      name.trim().toLowerCase(),
      value
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .toLowerCase(),
    ];
  });
  return { type, subtype, params: new Map(params) };
}

function rangesOf(accept: string): Range[] {
  return accept.split(',').flatMap((text) => {
    const range = mediaType(text);
    if (range === undefined) return [];
    const params = new Map(range.params);
    const quality = Number.parseFloat(params.get('q') ?? '1');
    params.delete('q');
    return [{ ...range, params, quality }];
  });
}

/** RFC 9110, 12.5.1: the most specific range counts. */
function fitOf(given: MediaType, ranges: readonly Range[]): Fit | undefined {
  let best: Fit | undefined;
  for (const [order, { type, subtype, params, quality }] of ranges.entries()) {
    if (type !== '*' && type !== given.type) continue;
    if (subtype !== '*' && subtype !== given.subtype) continue;
    if (![...params].every(([name, value]) => given.params.get(name) === value)) continue;
    const specificity = (type === '*' ? 0 : 4) + (subtype === '*' ? 0 : 2) + (params.size > 0 ? 1 : 0);
    if (best === undefined || specificity > best.specificity) best = { specificity, quality, order };
  }
  return best;
}

const offer = (text: string) => ({ text, media: mediaType(text) ?? { type: '', subtype: '', params: new Map() } });
const SINGLE = [offer(JSON_TYPE), offer('application/graphql-response+json; charset=utf-8')];
const MULTIPART = [offer('multipart/mixed'), offer('multipart/mixed; deferSpec=20220824')];

/** The offer that a client likes best; of equals the more specific one, then the one that it names first. */
function preferred(offers: typeof SINGLE, ranges: readonly Range[]): string | undefined {
  let best: { text: string; fit: Fit } | undefined;
  for (const { text, media } of offers) {
    const fit = fitOf(media, ranges);
    if (fit === undefined || !(fit.quality > 0)) continue;
    const better =
      best === undefined ||
      (fit.quality - best.fit.quality || fit.specificity - best.fit.specificity || best.fit.order - fit.order) > 0;
    if (better) best = { text, fit };
  }
  return best?.text;
}

/** Headers kept: programs send few different ones. */
const MAX_KNOWN = 200;

const ANYTHING: Accepted = { contentType: JSON_TYPE, parts: false };

/** Makes the choice of an answer's media type by the `Accept` header: the same choice as Apollo Server's. */
export function createNegotiation(): (accept: string | undefined) => Accepted {
  const known = new LRUCache<string, Accepted>({ max: MAX_KNOWN });
  return (accept) => {
    if (accept === undefined || accept === '') return ANYTHING;
    const before = known.get(accept);
    if (before !== undefined) return before;
    const ranges = rangesOf(accept);
    const accepted = {
      contentType: preferred(SINGLE, ranges),
      parts: preferred(MULTIPART, ranges) === MULTIPART[1]?.text,
    };
    known.set(accept, accepted);
    return accepted;
  };
}
