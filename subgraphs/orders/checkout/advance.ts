import type { Envelope } from '#contracts/envelope.ts';
import type { Outbox } from '#platform/messaging/outbox.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { messagesOf } from '../messaging/publishes.ts';
import { decide } from '../order/decide.ts';
import type { Refusal } from '../order/decision.ts';
import { appendEvents, loadOrder, VersionConflict, waitInLine } from '../order/event-store.ts';
import { evolve } from '../order/evolve.ts';
import type { OrderCommand } from '../order/order-commands.ts';
import { isFailed } from '../order/order-state.ts';
import { project } from '../order/project.ts';
import { writeProjection } from '../order/read-model.ts';
import { releasePromotionUses } from '../promotion/promotion-uses.ts';
import { setDeadline } from './deadline-store.ts';
import { decideNext } from './decide-next.ts';

export type Advanced = { ok: true } | { ok: false; reason: Refusal };

/**
 * Takes an order a step on, within a transaction: events, read model, messages and deadlines commit together.
 *
 * @param cause the message that says so, where one does
 * @throws VersionConflict when others took the order on ten times in between
 */
export type Advance = (tx: Transaction, orderId: string, command: OrderCommand, cause?: Envelope) => Promise<Advanced>;

/** Who has met a conflict waits in line: only those that have just come can take an order on in between. */
const ATTEMPTS = 10;

export function createAdvance(outbox: Outbox): Advance {
  async function once(tx: Transaction, orderId: string, command: OrderCommand, cause?: Envelope): Promise<Advanced> {
    const loaded = await loadOrder(tx, orderId);
    const decision = decide(command, loaded.state);
    if (!decision.ok) return decision;
    if (decision.events.length === 0) return { ok: true };
    const appended = await appendEvents(tx, orderId, loaded.version, decision.events);
    let before = loaded.state;
    for (const stored of appended) {
      const after = evolve(before, stored.event, stored.occurredAt);
      const { commands, deadlines } = decideNext(stored.event, after);
      await writeProjection(tx, orderId, project(stored, after, before?.status));
      await outbox.append(tx, messagesOf({ orderId, stored, before, after, commands, cause }));
      for (const deadline of deadlines) await setDeadline(tx, { orderId, ...deadline });
      if (isFailed(after.status) && before?.status !== after.status) await releasePromotionUses(tx, orderId);
      before = after;
    }
    return { ok: true };
  }

  return async (tx, orderId, command, cause) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(tx, orderId, command, cause);
      } catch (error) {
        // The conflict is found before anything is written, and the next reading sees what the other has committed.
        if (!(error instanceof VersionConflict) || attempt === ATTEMPTS) throw error;
        await waitInLine(tx, orderId);
      }
    }
  };
}
