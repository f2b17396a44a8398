import {
  ExponentialBackoff,
  handleType,
  type IDefaultPolicyContext,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { z } from 'zod';
import {
  AUTHORISE_DEADLINE_MS,
  type AuthorisationRequest,
  type Awaited,
  type Decision,
  INVALID_TOKEN,
  type PaymentProvider,
  ProviderRefused,
  ProviderUnavailable,
  type RefundOutcome,
} from './payment-provider.ts';
import {
  createProviderClient,
  type ProviderAddress,
  type ProviderAnswer,
  type ProviderRequest,
  refusalIn,
} from './provider-client.ts';

/** Longest wait for one answer, in ms. */
const ANSWER_TIMEOUT_MS = 900;

const authorisation = z.object({
  id: z.string(),
  status: z.enum(['pending', 'authorized', 'captured', 'voided', 'declined']),
  /** What was ever held, in minor units; a provider that does not say voids only what was held. */
  authorized: z.string().optional(),
  error: z.object({ code: z.string(), retryable: z.boolean() }).optional(),
});

function decisionIn(answer: ProviderAnswer): Decision | Awaited {
  const parsed = authorisation.safeParse(answer.body);
  if (!parsed.success) throw new ProviderUnavailable(`the provider answered ${answer.status} with an unknown shape`);
  const { id, status, authorized, error } = parsed.data;
  if (status === 'pending') return { kind: 'awaited', reference: id };
  if (status === 'authorized' || status === 'captured') return { kind: 'approved', reference: id };
  if (status === 'declined' && error !== undefined) {
    return { kind: 'declined', code: error.code, retryable: error.retryable };
  }
  return { kind: 'declined', code: 'voided', retryable: true, ...(authorized === '0' ? {} : { heldUnder: id }) };
}

/** The payment provider over HTTP: the dialect is described in sandbox-provider/README.md. */
export function createHttpPaymentProvider(address: ProviderAddress): PaymentProvider {
  const client = createProviderClient(address);
  const once = timeout(ANSWER_TIMEOUT_MS, TimeoutStrategy.Aggressive);
  // Every call that is retried carries a key, or only reads.
  const again = retry(handleType(ProviderUnavailable).orType(TaskCancelledError), {
    maxAttempts: 2,
    backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 500 }),
  });
  const retried = wrap(again, once);
  const authoriseInTime = timeout(AUTHORISE_DEADLINE_MS, TimeoutStrategy.Aggressive);

  /** Sends through a policy whose giving up is one more way of being unavailable. */
  async function through(
    policy: { execute<T>(work: (context: IDefaultPolicyContext) => Promise<T>, signal?: AbortSignal): Promise<T> },
    toSend: ProviderRequest,
    signal?: AbortSignal,
  ): Promise<ProviderAnswer> {
    try {
      return await policy.execute((context) => client.send(toSend, context.signal), signal);
    } catch (error) {
      if (error instanceof TaskCancelledError) throw new ProviderUnavailable('the provider did not answer in time');
      throw error;
    }
  }

  async function find(key: string, signal?: AbortSignal): Promise<Decision | Awaited | { kind: 'none' }> {
    const path = `/v1/authorizations?idempotency_key=${encodeURIComponent(key)}`;
    const answer = await through(retried, { method: 'GET', path }, signal);
    // Not any 404: that of a wrong address must not pass for the provider's word that nothing is held.
    if (answer.status === 404 && refusalIn(answer).code === 'not_found') return { kind: 'none' };
    return decisionIn(answer);
  }

  async function askOnce(request: AuthorisationRequest, signal: AbortSignal): Promise<Decision | Awaited> {
    const { key, amount, method, token, reference } = request;
    const body = { amount: String(amount.amountMinor), currency: amount.currency, method, token, reference };
    const toSend: ProviderRequest = { method: 'POST', path: '/v1/authorizations', idempotencyKey: key, body };
    const answer = await through(once, toSend, signal);
    if (answer.status === 201) return decisionIn(answer);
    const { code, retryable } = refusalIn(answer);
    if (answer.status === 402) return { kind: 'declined', code, retryable };
    // Another token may be a good one.
    if (answer.status === 400 && code === INVALID_TOKEN) return { kind: 'declined', code, retryable: true };
    throw new ProviderUnavailable(`the provider answered ${answer.status} ${code}`);
  }

  /** Without an answer the key tells what happened; what the provider never saw is sent once more. */
  async function askAndMakeSure(request: AuthorisationRequest, signal: AbortSignal): Promise<Decision | Awaited> {
    try {
      return await askOnce(request, signal);
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error;
      const seen = await find(request.key, signal);
      return seen.kind === 'none' ? askOnce(request, signal) : seen;
    }
  }

  async function settle(step: 'capture' | 'void', reference: string, key: string, done: string): Promise<void> {
    const path = `/v1/authorizations/${encodeURIComponent(reference)}/${step}`;
    const answer = await through(retried, { method: 'POST', path, idempotencyKey: key, body: {} });
    if (answer.status === 200) return;
    const { code } = refusalIn(answer);
    if (answer.status === 409 && code === done) return;
    if (answer.status === 409 || answer.status === 404) throw new ProviderRefused(`${step} was refused: ${code}`);
    throw new ProviderUnavailable(`the provider answered ${answer.status} ${code}`);
  }

  async function refund(reference: string, key: string, amountMinor: bigint): Promise<RefundOutcome> {
    const path = `/v1/authorizations/${encodeURIComponent(reference)}/refunds`;
    const body = { amount: String(amountMinor) };
    const answer = await through(retried, { method: 'POST', path, idempotencyKey: key, body });
    if (answer.status === 200) return { kind: 'refunded' };
    const { code } = refusalIn(answer);
    // What became of the other request under the key, nobody knows.
    if (answer.status === 409 && code === 'idempotency_key_reused')
      throw new ProviderRefused(`refund was refused: ${code}`);
    if (answer.status === 409 || answer.status === 404) return { kind: 'refused', code };
    throw new ProviderUnavailable(`the provider answered ${answer.status} ${code}`);
  }

  return {
    async authorise(request) {
      try {
        return await authoriseInTime.execute(({ signal }) => askAndMakeSure(request, signal));
      } catch (error) {
        if (error instanceof ProviderUnavailable || error instanceof TaskCancelledError) return { kind: 'unknown' };
        throw error;
      }
    },
    find: (key) => find(key),
    capture: (reference, key) => settle('capture', reference, key, 'already_captured'),
    void: (reference, key) => settle('void', reference, key, 'already_voided'),
    refund,
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
