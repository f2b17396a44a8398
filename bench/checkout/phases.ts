import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../tests/faults/workload/random.ts';
import { memoryOf } from './memory.ts';
import { type Load, type Offered, offer } from './open-loop.ts';
import { type Shop, UNDER_WAY, UNTOUCHED } from './shop.ts';
import { goodput, percentile, reasonsOf, summarize, withOutcome } from './statistics.ts';

/** What a phase has to reach, and whether it did. */
export interface Check {
  readonly what: string;
  readonly found: string;
  readonly ok: boolean;
}

export interface PhaseResult {
  readonly title: string;
  readonly offered: readonly Offered[];
  readonly checks: readonly Check[];
}

export interface Ground {
  readonly shop: Shop;
  readonly random: Random;
  readonly say: (line: string) => void;
}

/** An answer that comes later is of no use to a shop's visitor, in ms. */
const USEFUL_MS = 1_000;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

const within = (what: string, value: number, limit: number): Check => ({
  what: `${what} ≤ ${limit} ms`,
  found: ms(value),
  ok: value <= limit,
});

const wasOffered = ({ share }: Offered): Check => ({
  what: 'offered ≥ 99 % of the target rate',
  found: `${(share * 100).toFixed(1)} %`,
  ok: share >= 0.99,
});

function noUnexpected({ samples }: Offered): Check {
  const unexpected = withOutcome(samples, 'unexpected');
  const [first] = reasonsOf(unexpected);
  const found = first === undefined ? '0' : `${unexpected.length}, mostly ${first[0]}`;
  return { what: '0 unexpected errors', found, ok: unexpected.length === 0 };
}

/** 80 % reads, 15 % changes of carts, 5 % checkouts. */
function shopping({ shop, random }: Ground): Load['next'] {
  return () => {
    const dice = random.next();
    if (dice < 0.8) return { kind: 'read', run: shop.read };
    return dice < 0.95 ? { kind: 'cart', run: shop.changeCart } : { kind: 'checkout', run: shop.checkOut };
  };
}

/** A day's trade, for minutes. */
export async function steady(ground: Ground, rate: number, seconds: number): Promise<PhaseResult> {
  const offered = await offer({ rate, seconds, next: shopping(ground) });
  const { p95, p99 } = summarize(offered.samples);
  const shed = withOutcome(offered.samples, 'shed').length;
  return {
    title: `${rate} operations/s for ${seconds} s`,
    offered: [offered],
    checks: [
      wasOffered(offered),
      within('p95', p95, 150),
      within('p99', p99, 400),
      noUnexpected(offered),
      { what: 'nobody is sent away', found: String(shed), ok: shed === 0 },
    ],
  };
}

/** Longest time for the last order of a burst to end, in s. */
const TO_END_SECONDS = 15;

/** The opening of a sale: checkouts alone. */
export async function burst({ shop, say }: Ground, seconds: number): Promise<PhaseResult> {
  const offered = await offer({ rate: 10, seconds, next: () => ({ kind: 'checkout', run: shop.checkOut }) });
  const end = performance.now();
  let left = await shop.left(UNDER_WAY);
  while (left > 0 && performance.now() - end < 4 * TO_END_SECONDS * 1000) {
    say(`${left} orders are still under way`);
    await delay(250);
    left = await shop.left(UNDER_WAY);
  }
  const took = (performance.now() - end) / 1000;
  return {
    title: `10 checkouts/s for ${seconds} s`,
    offered: [offered],
    checks: [
      wasOffered(offered),
      noUnexpected(offered),
      {
        what: `all orders ended ${TO_END_SECONDS} s after`,
        found: left > 0 ? `${left} had not after ${took.toFixed(1)} s` : `${took.toFixed(1)} s`,
        ok: left === 0 && took <= TO_END_SECONDS,
      },
    ],
  };
}

export interface Knee {
  /** The highest rate that was held, in operations/s; 0 when none was. */
  readonly rate: number;
  /** The most answers of use a second that any rate gave. */
  readonly goodput: number;
  readonly result: PhaseResult;
}

const STEP = 1.3;

/** Raises the rate until it is not held any more: p99 over 400 ms, operations sent away, or errors. */
export async function findKnee(ground: Ground, from: number, seconds: number): Promise<Knee> {
  const runs: Offered[] = [];
  let best = 0;
  let held = 0;
  for (let rate = from; ; rate = Math.round(rate * STEP)) {
    const offered = await offer({ rate, seconds, next: shopping(ground) });
    runs.push(offered);
    best = Math.max(best, goodput(offered, offered.seconds, USEFUL_MS));
    const { p95, p99 } = summarize(offered.samples);
    const ok = withOutcome(offered.samples, 'ok').length === offered.samples.length;
    const isHeld = ok && p99 <= 400 && offered.share >= 0.99;
    ground.say(`${rate} operations/s: p95 ${ms(p95)}, p99 ${ms(p99)}${isHeld ? '' : ', not held'}`);
    if (!isHeld) break;
    held = rate;
  }
  const found = `${held} operations/s held, ${best.toFixed(0)} useful answers/s at most`;
  const title = `rising by ${Math.round((STEP - 1) * 100)} % every ${seconds} s`;
  const checks = [{ what: 'the knee is known', found, ok: held > 0 }];
  return { rate: held, goodput: best, result: { title, offered: runs, checks } };
}

/** Three times what can be held: useful work goes on, and who is sent away hears it at once. */
export async function overload(ground: Ground, knee: Knee, seconds: number): Promise<PhaseResult> {
  const rate = knee.rate * 3;
  const offered = await offer({ rate, seconds, next: shopping(ground) });
  const kept = goodput(offered, seconds, USEFUL_MS) / knee.goodput;
  const shed = withOutcome(offered.samples, 'shed');
  // A checkout has several steps, and pauses between them.
  const late = withOutcome(offered.samples, 'ok').filter(
    ({ kind, latency }) => kind !== 'checkout' && latency > USEFUL_MS,
  ).length;
  return {
    title: `${rate} operations/s for ${seconds} s`,
    offered: [offered],
    checks: [
      wasOffered(offered),
      { what: '≥ 80 % of the best goodput', found: `${(kept * 100).toFixed(0)} %`, ok: kept >= 0.8 },
      within(
        'the rest is answered: p95',
        percentile(
          shed.map(({ latency }) => latency),
          0.95,
        ),
        50,
      ),
      { what: `no answer that takes longer than ${USEFUL_MS} ms`, found: String(late), ok: late === 0 },
      noUnexpected(offered),
    ],
  };
}

/** The broker, which a phase takes away, and the processes that go on without it. */
export interface Outage {
  begin(): Promise<void>;
  end(): Promise<void>;
  readonly pids: ReadonlyMap<string, number>;
}

/** Orders a second while the broker is away: with the seconds of a whole run an hour's, at one a second. */
const OUTAGE_RATE = 30;

/** What a heap may grow between two of its collections, in MB. */
const FLAT_MB = 40;

/** A broker that is away: orders are accepted all the same, nobody's memory holds them, and all is made good after it. */
export async function outage({ shop, say }: Ground, broker: Outage, seconds: number): Promise<PhaseResult> {
  await broker.begin();
  const place = (duration: number) =>
    offer({ rate: OUTAGE_RATE, seconds: duration, next: () => ({ kind: 'order', run: shop.placeOrder }) });
  // A heap grows to what the load needs of it, backlog or not: in some 70 s.
  const first = await place((seconds * 2) / 3);
  const before = memoryOf(broker.pids);
  const last = await place(seconds / 3);
  const after = memoryOf(broker.pids);
  await broker.end();
  const back = performance.now();
  let left = await shop.left(UNTOUCHED);
  while (left > 0 && performance.now() - back < 4 * seconds * 1000) {
    say(`${left} orders wait for what they missed`);
    await delay(1_000);
    left = await shop.left(UNTOUCHED);
  }
  const took = (performance.now() - back) / 1000;
  const whole: Offered = {
    samples: [...first.samples, ...last.samples],
    share: (2 * first.share + last.share) / 3,
    seconds: first.seconds + last.seconds,
  };
  const grown = [...after]
    .map(([name, megabytes]) => ({ name, by: megabytes - (before.get(name) ?? 0) }))
    .sort((a, b) => b.by - a.by);
  return {
    title: `no broker, ${OUTAGE_RATE} orders/s for ${seconds} s`,
    offered: [whole],
    checks: [
      wasOffered(whole),
      noUnexpected(whole),
      {
        what: `memory in the last third of the time: + ${FLAT_MB} MB at most`,
        found: grown.map(({ name, by }) => `${name} ${by.toFixed(0)}`).join(', '),
        ok: grown.every(({ by }) => by <= FLAT_MB),
      },
      {
        what: `made good within ${seconds} s of the broker's return`,
        found: left > 0 ? `${left} orders were not after ${took.toFixed(0)} s` : `${took.toFixed(0)} s`,
        ok: left === 0 && took <= seconds,
      },
    ],
  };
}
