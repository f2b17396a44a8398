import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CRASH_POINTS } from '../crash-points.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const sourceOf = (service: string): string =>
  globSync([`subgraphs/${service}/**/*.ts`, 'platform/{messaging,postgres}/*.ts', 'contracts/*.ts'], { cwd: root })
    .filter((path) => !path.includes('/tests/'))
    .map((path) => readFileSync(`${root}/${path}`, 'utf8'))
    .join('\n');

describe('the crash points of the checkout', () => {
  it('are at least twenty, each with a name of its own', () => {
    const names = new Set(CRASH_POINTS.map(({ name }) => name));
    expect(names.size).toBe(CRASH_POINTS.length);
    expect(names.size).toBeGreaterThanOrEqual(20);
    expect(CRASH_POINTS.filter(({ short }) => short)).toHaveLength(6);
  });

  it.each(['orders', 'products', 'payments', 'shipping', 'notifications'])('are at statements of %s', (service) => {
    const source = sourceOf(service);
    const points = CRASH_POINTS.filter((point) => point.service === service);
    expect(points.length).toBeGreaterThan(0);
    for (const { statement, mentions } of points) {
      expect(source).toContain(`name: '${statement}'`);
      if (mentions !== undefined) expect(source).toContain(`'${mentions}'`);
    }
  });
});
