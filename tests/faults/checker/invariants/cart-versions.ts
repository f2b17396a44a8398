import type { Call } from '../history.ts';
import type { Findings } from '../invariant.ts';
import type { People } from '../people.ts';

const CHANGES = new Set(['addToCart', 'applyCoupon', 'mergeCarts']);

export const isCartChange = ({ op }: Call) => CHANGES.has(op);

/** What is known of a cart. */
export interface CartHistory {
  id: string;
  /** With an answer that named the cart. */
  changes: readonly Call[];
  /** Orders that were made from it. */
  orders: number;
  /** Undefined: it is not there. */
  version: number | undefined;
}

/** Whether somebody else may have changed the cart without being told its version. */
function mayHaveMoved(
  { changes, orders }: CartHistory,
  all: readonly Call[],
  { adoptions, personOf }: People,
): boolean {
  const people = new Set(changes.map(({ client }) => personOf(client)));
  const isTheirs = ({ client }: Call) => people.has(personOf(client));
  return (
    orders > 0 ||
    adoptions.some(({ guest }) => people.has(personOf(guest))) ||
    all.some((call) => call.outcome === 'unknown' && (isCartChange(call) || call.op === 'placeOrder') && isTheirs(call))
  );
}

function checkContested(cart: CartHistory, all: readonly Call[], people: People, findings: Findings): void {
  const expecting = cart.changes.filter(({ input }) => input.expectedVersion !== undefined);
  for (const [expected, calls] of Map.groupBy(expecting, ({ input }) => input.expectedVersion ?? 0)) {
    const ok = calls.filter(({ outcome }) => outcome === 'ok');
    findings.expect(
      ok.length <= 1,
      `cart ${cart.id}: ${ok.length} changes that expected version ${expected} were made`,
    );
    const wrong = ok.filter(({ version }) => version !== expected + 1);
    findings.expect(wrong.length === 0, `cart ${cart.id}: a change of version ${expected} led to ${wrong[0]?.version}`);
    const next = cart.changes.some(({ outcome, version }) => outcome === 'ok' && version === expected + 1);
    findings.expect(
      next || mayHaveMoved(cart, all, people),
      `cart ${cart.id}: ${calls.length} changes that expected version ${expected} were refused, and nobody made another`,
    );
  }
}

/** Every change that was acknowledged has a version of its own, and the cart has come as far. */
export function checkVersions(cart: CartHistory, all: readonly Call[], people: People, findings: Findings): void {
  const made = cart.changes.filter(({ outcome }) => outcome === 'ok');
  const versions = new Set(made.map(({ version }) => version));
  const told = made.map(({ version }) => version).join(', ');
  findings.expect(versions.size === made.length, `cart ${cart.id}: its changes led to the versions ${told}`);
  if (cart.version !== undefined) {
    findings.expect(
      cart.version >= made.length + cart.orders,
      `cart ${cart.id}: it stands at version ${cart.version} after ${made.length} changes and ${cart.orders} orders`,
    );
  }
  checkContested(cart, all, people, findings);
}
