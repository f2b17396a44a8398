import { setTimeout as delay } from 'node:timers/promises';
import type { Row } from './row.ts';

const calm: Row = {
  name: 'calm',
  injects: 'Nothing, for 5 s: what is red here is red without any fault.',
  inject: () => delay(5_000),
};

export const calmRows: readonly Row[] = [calm];
