import { CONSUMERS } from '../consumers.ts';
import type { Evidence } from '../evidence.ts';
import { SERVICES } from '../input.ts';
import type { Findings, Invariant } from '../invariant.ts';
import { checkQueues } from './queues-empty.ts';

interface Published {
  id: string;
  type: string;
  /** The message that it answers. */
  cause: string | null;
  aggregate: string;
  version: string;
  published_at: Date | null;
}

const OUTBOX = `
  SELECT event_id AS id, envelope->>'type' AS type, envelope->>'causationId' AS cause,
    envelope->>'aggregateId' AS aggregate, envelope->>'aggregateVersion' AS version, published_at
  FROM outbox`;

/** A message that is applied twice answers twice, with the same words. A notification is an aggregate of its own each time. */
const answerOf = ({ type, cause, aggregate, version }: Published): string =>
  type.startsWith('notifications.') ? `${type} for ${cause}` : `${type} for ${cause} about ${aggregate} at ${version}`;

function checkAnswers(service: string, messages: readonly Published[], findings: Findings): void {
  const answers = messages.filter(({ cause }) => cause !== null);
  for (const [answer, equal] of Map.groupBy(answers, answerOf)) {
    findings.expect(equal.length === 1, `${service} answered ${equal.length} times: ${answer}`);
  }
}

/** What each group has applied, by message. */
async function readInboxes({ query }: Evidence): Promise<Map<string, Set<string>>> {
  const inboxes = new Map<string, Set<string>>();
  for (const service of SERVICES) {
    const rows = await query<{ consumer: string; id: string }>(service, 'SELECT consumer, event_id AS id FROM inbox');
    for (const { consumer, id } of rows) inboxes.set(consumer, (inboxes.get(consumer) ?? new Set()).add(id));
  }
  return inboxes;
}

async function checkParked({ query, input }: Evidence, findings: Findings): Promise<void> {
  for (const service of SERVICES) {
    const parked = await query<{ id: string; type: string; why: string | null }>(
      service,
      `SELECT event_id AS id, envelope->>'type' AS type, last_error AS why
       FROM parked_messages JOIN parked_aggregates USING (consumer, aggregate_id)`,
    );
    const ours = parked.filter(({ id }) => !input.planted.includes(id));
    const told = ours.map(({ id, type, why }) => `${type} ${id} (${why})`).join('; ');
    findings.expect(ours.length === 0, `${service} has parked ${told}`);
  }
}

function checkApplied(
  messages: ReadonlyMap<string, Published>,
  inboxes: ReadonlyMap<string, ReadonlySet<string>>,
  planted: readonly string[],
  findings: Findings,
): void {
  for (const [group, types] of Object.entries(CONSUMERS)) {
    const applied = inboxes.get(group) ?? new Set();
    const wanted = new Set(types);
    for (const { id, type } of messages.values()) {
      if (wanted.has(type)) findings.expect(applied.has(id), `${group} has not applied ${type} ${id}`);
    }
    for (const id of applied) {
      const type = messages.get(id)?.type;
      const known = planted.includes(id) || (type !== undefined && wanted.has(type));
      findings.expect(known, `${group} has applied ${type ?? 'what nobody published'} ${id}`);
    }
  }
}

/** Clocks of the broker know whole seconds only, and a chunk of the stream is found by its beginning. */
const EARLIER_MS = 10_000;

/** The feed is what live updates are made of. What was published before the fault, an earlier check has seen there. */
async function checkFeed(
  { queues, input }: Evidence,
  messages: ReadonlyMap<string, Published>,
  findings: Findings,
): Promise<void> {
  const since = input.fault?.startedAt ?? new Date(EARLIER_MS);
  const recent = [...messages.values()].filter(({ published_at: at }) => at !== null && at >= since);
  const from = new Date(since.getTime() - EARLIER_MS);
  const missing = await queues.missingIn(`${input.namespace}.feed`, from, new Set(recent.map(({ id }) => id)));
  for (const id of missing) findings.expect(false, `the feed lacks ${messages.get(id)?.type} ${id}`);
  findings.expect(true, 'the feed was read');
}

/** Whatever a service commits is published, and applied once by everybody whom it concerns. */
export const eventsInvariant: Invariant = {
  name: 'events',
  async check(evidence: Evidence, findings: Findings) {
    const messages = new Map<string, Published>();
    for (const service of SERVICES) {
      const own = await evidence.query<Published & Record<string, unknown>>(service, OUTBOX);
      for (const message of own) {
        messages.set(message.id, message);
        findings.expect(message.published_at !== null, `${service} has not published ${message.type} ${message.id}`);
      }
      checkAnswers(service, own, findings);
    }
    checkApplied(messages, await readInboxes(evidence), evidence.input.planted, findings);
    await checkFeed(evidence, messages, findings);
    await checkParked(evidence, findings);
    await checkQueues(evidence, findings);
  },
};
