import cardValidator from 'card-validator';
import { type DocumentNode, GraphQLError, visit } from 'graphql';

/** Ids that may hold long runs of digits: UUIDs, and digests in hexadecimal digits. */
const IDS = /(?<![\da-f])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=\d*[a-f])[\da-f]{32,})(?![\da-f])/gi;

/** Digits in groups, apart by one space or hyphen. */
const GROUPS = /\d+(?:[ -]\d+)*/g;

/** As many digits as the shortest number has, in groups: looked for first, for other texts have nothing to be searched. */
const ENOUGH_DIGITS = /\d(?:[ -]?\d){12}/;

/** UnionPay issues a few cards without a check digit; to heed those would refuse every number of 16 digits that begins so. */
const isCard = (digits: string) => cardValidator.number(digits, { luhnValidateUnionPay: true }).isValid;

const SHORTEST = 13;
const LONGEST = 19;

/** Most values looked at in one request's variables. */
const MAX_VALUES = 20_000;

/** A request that cannot be looked through is refused as if it held a card number. */
export const cardNumberRefused = () =>
  new GraphQLError('Card numbers are not accepted here. Send the token from the payment provider instead.', {
    extensions: { code: 'CARD_NUMBER_REFUSED' },
  });

/** Whether neighbouring groups of digits make a card number: its length, its scheme and its check digit are right. */
function groupsHoldCard(groups: readonly string[]): boolean {
  return groups.some((_, start) => {
    let digits = '';
    for (const group of groups.slice(start)) {
      digits += group;
      if (digits.length > LONGEST) return false;
      if (digits.length >= SHORTEST && isCard(digits)) return true;
    }
    return false;
  });
}

/** Whether a text holds a card number. */
export function textHoldsCard(text: string): boolean {
  if (text.length < SHORTEST || !ENOUGH_DIGITS.test(text)) return false;
  for (const [run] of text.replace(IDS, 'id').matchAll(GROUPS)) {
    if (run.length >= SHORTEST && groupsHoldCard(run.split(/[ -]/))) return true;
  }
  return false;
}

/** Whether a value out of JSON holds a card number anywhere, in names as well. What is too large to look through does. */
export function valueHoldsCard(value: unknown): boolean {
  const left: unknown[] = [value];
  for (let looked = 0; left.length > 0; looked += 1) {
    if (looked > MAX_VALUES) return true;
    const next = left.pop();
    if (typeof next === 'string' && textHoldsCard(next)) return true;
    if (typeof next === 'number' && textHoldsCard(String(next))) return true;
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) {
      for (const member of next) left.push(member);
      continue;
    }
    // Object.entries would take half of the time of a whole look.
    for (const name in next) {
      if (textHoldsCard(name)) return true;
      left.push((next as Record<string, unknown>)[name]);
    }
  }
  return false;
}

/** Whether a document holds a card number in a literal, where an escape may have hidden it from a search of the text. */
export function documentHoldsCard(document: DocumentNode): boolean {
  let found = false;
  const look = ({ value }: { value: string }) => {
    found ||= textHoldsCard(value);
  };
  visit(document, { StringValue: look, IntValue: look, FloatValue: look });
  return found;
}
