import * as operations from './operations.ts';
import type { Random } from './random.ts';
import { ANONYMOUS, type Client, type ShopClient } from './shop-client.ts';

/** What somebody without an account is going to do. */
export interface GuestPlan {
  /** When the guest signs in: with a full cart, with an order, with a paid order, or not at all. */
  signsIn: 'filled' | 'placed' | 'paid' | 'never';
  account: operations.Account;
  /** Whether there is the account already. */
  isKnown: boolean;
}

export const newAccount = (random: Random): operations.Account => ({
  email: `${random.uuid()}@agora.test`,
  password: random.uuid(),
});

/** @param known accounts that there are */
export function planGuest(random: Random, known: readonly operations.Account[]): GuestPlan {
  const isKnown = random.chance(0.5);
  return {
    signsIn: random.chance(0.5) ? 'never' : random.pick(['filled', 'placed', 'paid']),
    account: isKnown ? random.pick(known) : newAccount(random),
    isKnown,
  };
}

export interface Guest extends Client {
  refreshToken: string;
}

/** Begins a session without an account; undefined when the shop gave none. */
export async function startGuest(shop: ShopClient): Promise<Guest | undefined> {
  const { seen, result } = await shop.mutate(ANONYMOUS, operations.startGuestSession);
  if (seen.outcome !== 'ok') return undefined;
  return { id: result.guestId, token: result.session.accessToken, refreshToken: result.session.refreshToken };
}

/**
 * The guest signs up or in, and is the account from then on.
 *
 * @returns undefined when there was no answer: then nobody knows who it is; the guest when it was refused
 */
export async function signIn(shop: ShopClient, guest: Guest, plan: GuestPlan): Promise<Client | undefined> {
  const operation = plan.isKnown ? operations.logIn : operations.register;
  const { seen, result } = await shop.mutate(guest, operation(plan.account, guest.refreshToken));
  if (seen.outcome === 'failed') return guest;
  return seen.outcome === 'ok' ? { id: result.user.id, token: result.session.accessToken } : undefined;
}
