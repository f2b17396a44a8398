import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { clientAddressOf } from '../transport/client-address.ts';

const request = (forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  socket: { remoteAddress: '10.0.0.1' } as Socket,
});

describe("a client's address", () => {
  it.each([
    ['is the socket’s, whatever a client claims', '203.0.113.7', 0, '10.0.0.1'],
    ['is what our one proxy saw', '203.0.113.7', 1, '203.0.113.7'],
    ['is not what the client told our proxy', 'made up, 203.0.113.7', 1, '203.0.113.7'],
    ['goes through two proxies', 'made up, 203.0.113.7, 10.0.0.9', 2, '203.0.113.7'],
    ['is the best there is when a proxy was left out', '203.0.113.7', 2, '203.0.113.7'],
    ['is the socket’s without a proxy in between', undefined, 1, '10.0.0.1'],
  ])('%s', (_what, forwarded, proxies, expected) => {
    expect(clientAddressOf(request(forwarded), proxies)).toBe(expected);
  });
});
