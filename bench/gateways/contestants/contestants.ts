import type { Contestant } from './contestant.ts';
import { grafbase } from './grafbase.ts';
import { hive } from './hive.ts';
import { mercurius } from './mercurius.ts';
import { ours, oursWithReplay } from './ours.ts';
import { stock } from './stock.ts';

/** In the order of a round. */
export const contestants: readonly Contestant[] = [stock, ours, hive, grafbase, mercurius];

/** Those that run only when they are asked for by name. */
export const byNameOnly: readonly Contestant[] = [oursWithReplay];
