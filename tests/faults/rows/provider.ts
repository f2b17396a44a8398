import { setTimeout as delay } from 'node:timers/promises';
import { setProviderFaults, USUAL_FAULTS } from '../system/provider-faults.ts';
import type { Row } from './row.ts';

const BAD_DAY = {
  declined: 0.05,
  slow: 0.2,
  slowMs: [300, 1_500],
  errorBefore: 0.1,
  errorAfter: 0.1,
  hangAfter: 0.05,
  duplicateWebhook: 0.3,
  lateWebhook: 0.3,
  lateWebhookMs: [500, 3_000],
  reorderedWebhook: 0.3,
};

const badDay: Row = {
  name: 'provider-faults',
  injects:
    'For 12 s the provider is slow, answers 5xx before and after deciding, charges and falls silent, and repeats, delays and reorders its webhooks.',
  async inject({ system, random }) {
    await setProviderFaults(system, { ...BAD_DAY, seed: 1 + random.below(1_000_000) });
    await delay(12_000);
    await setProviderFaults(system, USUAL_FAULTS);
  },
};

const dead: Row = {
  name: 'provider-dead',
  injects: 'The payment provider is away for 10 s.',
  async inject({ system }) {
    const provider = system.service('sandbox-provider');
    provider.down();
    await delay(10_000);
    provider.revive();
    await provider.untilReady();
    await setProviderFaults(system, USUAL_FAULTS);
  },
};

export const providerRows: readonly Row[] = [badDay, dead];
