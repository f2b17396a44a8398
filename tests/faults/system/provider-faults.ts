import type { FaultySystem } from './start-system.ts';

/** What a provider does on any day: a webhook in fifty comes twice. */
export const USUAL_FAULTS = { duplicateWebhook: 0.02 };

/** Tells the sandbox provider how to behave; replaces what it was told before. @throws Error when it does not take it */
export async function setProviderFaults(system: FaultySystem, faults: object): Promise<void> {
  const response = await fetch(`${system.urlOf('sandbox-provider')}/v1/faults`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${system.secrets.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
  if (!response.ok) throw new Error(`the provider takes no faults: ${response.status} ${await response.text()}`);
}
