import { describe, expect, it } from '@jest/globals';
import { createMemoryCache } from '#platform/cache/memory-cache.ts';
import { createAttemptLimits } from '../credential/attempt-limits.ts';

describe('the limits on attempts', () => {
  it('stop one address that tries many accounts, without using up their attempts', async () => {
    const limits = createAttemptLimits(createMemoryCache());
    for (let attempt = 0; attempt < 100; attempt++) {
      expect(await limits.takeLogin(`person-${attempt}@example.com`, '192.0.2.1')).toBe(0);
    }
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await limits.takeLogin('ada@example.com', '192.0.2.1')).toBeGreaterThan(0);
    }
    expect(await limits.takeLogin('ada@example.com', '192.0.2.2')).toBe(0);
  });

  it('stop many addresses that try one account', async () => {
    const limits = createAttemptLimits(createMemoryCache());
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await limits.takeLogin('ada@example.com', `192.0.2.${attempt}`)).toBe(0);
    }
    expect(await limits.takeLogin('ada@example.com', '192.0.2.99')).toBeGreaterThan(0);
    await limits.forgetLogins('ada@example.com');
    expect(await limits.takeLogin('ada@example.com', '192.0.2.99')).toBe(0);
  });

  it('stop one address that makes many accounts', async () => {
    const limits = createAttemptLimits(createMemoryCache());
    for (let attempt = 0; attempt < 200; attempt++) expect(await limits.takeRegistration('192.0.2.1')).toBe(0);
    const seconds = await limits.takeRegistration('192.0.2.1');
    expect(seconds).toBeGreaterThan(3_500);
    expect(seconds).toBeLessThanOrEqual(3_600);
    expect(await limits.takeRegistration('192.0.2.2')).toBe(0);
  });

  it('stop one network of IPv6, whose every customer has addresses without end', async () => {
    const limits = createAttemptLimits(createMemoryCache());
    for (let attempt = 0; attempt < 200; attempt++) {
      expect(await limits.takeRegistration(`2001:db8:0:1::${attempt.toString(16)}`)).toBe(0);
    }
    expect(await limits.takeRegistration('2001:DB8::1:ffff:0:0:1')).toBeGreaterThan(0);
    expect(await limits.takeRegistration('2001:db8:0:2::1')).toBe(0);
    for (let attempt = 0; attempt < 100; attempt++) {
      expect(await limits.takeLogin(`person-${attempt}@example.com`, `2001:db8:0:1::${attempt.toString(16)}`)).toBe(0);
    }
    expect(await limits.takeLogin('ada@example.com', '2001:db8:0:1:2:3:4:5')).toBeGreaterThan(0);
    for (let attempt = 0; attempt < 1_000; attempt++) {
      expect(await limits.takeGuestSession('::ffff:192.0.2.1')).toBe(0);
    }
    expect(await limits.takeGuestSession('192.0.2.1')).toBeGreaterThan(0);
    expect(await limits.takeGuestSession('::ffff:192.0.2.2')).toBe(0);
  });

  it('stop one address that begins many guest sessions', async () => {
    const limits = createAttemptLimits(createMemoryCache());
    for (let attempt = 0; attempt < 1_000; attempt++) expect(await limits.takeGuestSession('192.0.2.1')).toBe(0);
    expect(await limits.takeGuestSession('192.0.2.1')).toBeGreaterThan(3_500);
    expect(await limits.takeGuestSession('192.0.2.2')).toBe(0);
  });
});
