import { compareAnswers, isComplete, type Likeness, leastLikeness } from './answers.ts';
import { type Operation, operations } from './operations.ts';
import type { RunningGateway } from './running-gateway.ts';

/** What a gateway answered to each body of an operation. */
export type Answers = Map<Operation, readonly string[]>;

/** In flight at once in the last pass: answers of subgraphs that come in another order can make other requests of some gateways. */
const AT_ONCE = 16;

async function sendAll(gateway: RunningGateway, bodies: readonly string[]): Promise<string[]> {
  const answers: string[] = [];
  for (const body of bodies) answers.push(await gateway.send(body));
  return answers;
}

async function sendAtOnce(gateway: RunningGateway, bodies: readonly string[]): Promise<void> {
  const repeated = bodies.length < AT_ONCE ? Array.from({ length: AT_ONCE }, () => bodies).flat() : bodies;
  for (let at = 0; at < repeated.length; at += AT_ONCE) {
    await Promise.all(repeated.slice(at, at + AT_ONCE).map((body) => gateway.send(body)));
  }
}

/** Has a gateway answer everything: cold, warm and many at once. Whatever it asks of subgraphs is on tape afterwards. */
export async function rehearse(gateway: RunningGateway, names: readonly Operation[]): Promise<Answers> {
  const answers: Answers = new Map();
  for (const name of names) {
    await sendAll(gateway, operations[name]);
    answers.set(name, await sendAll(gateway, operations[name]));
    await sendAtOnce(gateway, operations[name]);
  }
  return answers;
}

/** The request and what was answered to it, cut short: enough to see what is wrong. */
const shortened = (body: string, answer: string) =>
  `${JSON.parse(body).query.replace(/\s+/g, ' ').slice(0, 120)} → ${answer.slice(0, 200)}`;

/**
 * How like the answers to one operation are to the reference's: over all of its bodies the least, with an example for it. An
 * answer with errors is like none.
 */
export function compareWith(
  reference: Answers,
  answers: Answers,
  name: Operation,
): { likeness: Likeness; example: string } {
  const expected = reference.get(name) ?? [];
  const found = answers.get(name) ?? [];
  const likenesses = operations[name].map((_, index) => {
    const answer = found[index] ?? '';
    return isComplete(answer) ? compareAnswers(expected[index] ?? '', answer) : 'another answer';
  });
  const likeness = leastLikeness(likenesses);
  const index = likenesses.indexOf(likeness);
  return { likeness, example: shortened(operations[name][index] ?? '{}', found[index] ?? '') };
}
