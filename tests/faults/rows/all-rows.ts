import { brokerRows } from './broker.ts';
import { calmRows } from './calm.ts';
import { clockRows } from './clock.ts';
import { crashPointRows } from './crash-points.ts';
import { diskRows } from './disk.ts';
import { messageRows } from './messages.ts';
import { postgresRows } from './postgres.ts';
import { processRows } from './processes.ts';
import { providerRows } from './provider.ts';
import { raceRows } from './races.ts';
import { redisRows } from './redis.ts';
import type { Row } from './row.ts';

/** In the order in which they run. */
export const ALL_ROWS: readonly Row[] = [
  ...calmRows,
  ...crashPointRows,
  ...processRows,
  ...messageRows,
  ...brokerRows,
  ...postgresRows,
  ...redisRows,
  ...providerRows,
  ...raceRows,
  ...clockRows,
  ...diskRows,
];
