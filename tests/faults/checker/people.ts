import type { Evidence } from './evidence.ts';
import { ANONYMOUS, type Call } from './history.ts';

/** A guest who signed up or in. */
export interface Adoption {
  guest: string;
  /** Whose the guest's things are then; undefined when there is no such account. */
  account: string | undefined;
  /** Whether the guest was told so; else it may have happened or not. */
  isSure: boolean;
}

/** Who is behind the ids that clients go by. */
export interface People {
  adoptions: readonly Adoption[];
  /** A name for the person: the same one for a guest and the account that the guest became, or may have become. */
  personOf(client: string): string;
}

const isAdoption = ({ op, client, outcome }: Call) =>
  (op === 'register' || op === 'login') && client !== ANONYMOUS && outcome !== 'failed';

/** Goes by what clients were told, and, where they had no answer, by the account of the e-mail address that they gave. */
export async function readPeople({ query, history }: Evidence): Promise<People> {
  const users = await query<{ id: string; email: string }>('users', 'SELECT id, email FROM users');
  const byEmail = new Map(users.map(({ id, email }) => [email, id]));
  const adoptions = history.filter(isAdoption).map(
    ({ client, outcome, userId, input }): Adoption => ({
      guest: client,
      account: userId ?? byEmail.get(input.email ?? ''),
      isSure: outcome === 'ok',
    }),
  );
  // An account has many guests, a guest has one account.
  const accounts = new Map(adoptions.map(({ guest, account }) => [guest, account]));
  return { adoptions, personOf: (client) => accounts.get(client) ?? client };
}
