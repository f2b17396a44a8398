import { listens } from '../engines/listens.ts';

/** The first of `count` ports in a row that nobody listens on. Below the range that systems hand out by themselves. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 10_000 + 20 * Math.floor(Math.random() * 1_000);
    const taken = await Promise.all(Array.from({ length: count }, (_, step) => listens(first + step)));
    if (!taken.includes(true)) return first;
  }
}
