import { z } from 'zod';

const entry = z.object({
  seq: z.int(),
  type: z.string(),
  /** The provider's name of the authorisation that the step belongs to. */
  id: z.string(),
  /** What the step held or moved, in minor units. */
  amount: z.string().transform(BigInt),
  currency: z.string(),
  /** What the merchant called it: the order's id. */
  reference: z.string(),
});

/** A step of money as the provider wrote it down. */
export type JournalEntry = z.infer<typeof entry>;

const journal = z.object({ entries: z.array(entry) });

/** The provider's whole journal, oldest first. @throws Error when it does not give it */
export async function readJournal({ url, apiKey }: { url: string; apiKey: string }): Promise<JournalEntry[]> {
  const answer = await fetch(`${url}/v1/journal`, { headers: { authorization: `Bearer ${apiKey}` } });
  if (!answer.ok) throw new Error(`the provider answered ${answer.status} when it was asked for its journal`);
  return journal.parse(await answer.json()).entries;
}
