import { Agent, request } from 'undici';
import { z } from 'zod';
import { ProviderUnavailable } from './payment-provider.ts';

export interface ProviderRequest {
  method: 'GET' | 'POST';
  /** Below the provider's address, with a leading slash. */
  path: string;
  idempotencyKey?: string;
  body?: unknown;
}

export interface ProviderAnswer {
  status: number;
  body: unknown;
}

export interface ProviderClient extends AsyncDisposable {
  /** Sends one request. @throws ProviderUnavailable without an answer, or with one that is a server's failure */
  send(toSend: ProviderRequest, signal: AbortSignal): Promise<ProviderAnswer>;
}

export interface ProviderAddress {
  url: string;
  apiKey: string;
}

const refusal = z.object({ error: z.object({ code: z.string(), retryable: z.boolean() }) });

/** The error in an answer. @throws ProviderUnavailable when there is none: such an answer means nothing to us */
export function refusalIn({ status, body }: ProviderAnswer): { code: string; retryable: boolean } {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) throw new ProviderUnavailable(`the provider answered ${status} without an error's shape`);
  return parsed.data.error;
}

/** HTTP to the provider, over connections that are kept. Messages of its errors hold neither the address nor the body. */
export function createProviderClient({ url, apiKey }: ProviderAddress): ProviderClient {
  const agent = new Agent({ connections: 64, connectTimeout: 1_000 });
  const base = url.replace(/\/+$/, '');

  return {
    async send({ method, path, idempotencyKey, body }, signal) {
      try {
        const answer = await request(`${base}${path}`, {
          dispatcher: agent,
          method,
          signal,
          headers: {
            authorization: `Bearer ${apiKey}`,
            ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          body: body === undefined ? null : JSON.stringify(body),
        });
        const text = await answer.body.text();
        if (answer.statusCode < 500) return { status: answer.statusCode, body: JSON.parse(text) };
        throw new ProviderUnavailable(`the provider answered ${answer.statusCode}`);
      } catch (error) {
        if (error instanceof ProviderUnavailable) throw error;
        const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
        throw new ProviderUnavailable(`the provider gave no answer (${code})`);
      }
    },
    [Symbol.asyncDispose]: () => agent.close(),
  };
}
