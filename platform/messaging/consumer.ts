import type { Envelope } from '#contracts/envelope.ts';
import { type MessageContract, parseMessage } from '#contracts/message-contract.ts';
import type { Transaction } from '#platform/postgres/database.ts';
import { claim, look, type Turn } from './inbox.ts';
import { park } from './parking/parking-store.ts';

/** What a service does about one type of message. Made by `consumerOf`. */
export interface Consumer {
  readonly type: string;
  /**
   * @returns `done` when the message is applied, now or before; `parked` when it stands behind others of its aggregate
   * @throws MalformedMessage when its data does not fit the contract
   */
  handle(envelope: Envelope, turn: Turn): Promise<'done' | 'parked'>;
}

/** Handles a message whose whole effect is in the service's own database. */
export interface LocalHandler<Data> {
  apply(tx: Transaction, message: Envelope<Data>): Promise<void>;
}

/**
 * Handles a message that needs something from outside: `call` goes there first, outside of any transaction, and may be
 * repeated after a crash, so it must be idempotent there (by a key made from the message's subject).
 */
export interface CallingHandler<Data, Outcome> {
  call(message: Envelope<Data>): Promise<Outcome>;
  apply(tx: Transaction, message: Envelope<Data>, outcome: Outcome): Promise<void>;
}

/** Runs `apply` with the note that the message has been applied, or parks the message, in one transaction. */
function applyOnce(envelope: Envelope, turn: Turn, apply: (tx: Transaction) => Promise<void>) {
  return turn.database.transaction(async (tx) => {
    const claimed = await claim(tx, turn, envelope);
    if (claimed === 'claimed') await apply(tx);
    if (claimed === 'held') await park(tx, turn.group, envelope);
    return claimed === 'held' ? 'parked' : 'done';
  });
}

/**
 * Ties a handler to a message's contract. The handler's effect and the note that the message has been applied commit
 * together; a message that was applied before is passed over.
 */
export function consumerOf<Data, Outcome>(
  contract: MessageContract<Data>,
  handler: CallingHandler<Data, Outcome>,
): Consumer;
export function consumerOf<Data>(contract: MessageContract<Data>, handler: LocalHandler<Data>): Consumer;
export function consumerOf<Data, Outcome>(
  contract: MessageContract<Data>,
  handler: LocalHandler<Data> | CallingHandler<Data, Outcome>,
): Consumer {
  return {
    type: contract.type,
    async handle(envelope, turn) {
      const message = parseMessage(contract, envelope);
      if (!('call' in handler)) return applyOnce(envelope, turn, (tx) => handler.apply(tx, message));
      // Nobody is called for a message that was applied before, or whose turn it is not.
      const state = await look(turn.database, turn, message);
      if (state === 'applied') return 'done';
      const called = state === 'claimed' ? { outcome: await handler.call(message) } : undefined;
      return applyOnce(envelope, turn, (tx) => {
        if (called === undefined) throw new Error('its turn came after it was looked at: it is tried again');
        return handler.apply(tx, message, called.outcome);
      });
    },
  };
}
