import { expect, it } from '@jest/globals';
import { decideRefresh } from '../session/decide-refresh.ts';

const now = new Date('2026-01-01T12:00:00Z');
const before = new Date('2026-01-01T11:00:00Z');
const after = new Date('2026-01-01T13:00:00Z');

it.each([
  ['a fresh token is exchanged', null, after, null, 'rotate'],
  ['one that expires at this moment is not', null, now, null, 'refuse'],
  ['one that was exchanged ends the session', before, after, null, 'end-session'],
  ['one that was exchanged and has expired still does', before, before, null, 'end-session'],
  ['a session that has ended stays so', null, after, before, 'refuse'],
  ['and does not end twice', before, after, before, 'refuse'],
] as const)('%s', (_what, rotatedAt, expiresAt, sessionRevokedAt, decision) => {
  expect(decideRefresh({ rotatedAt, expiresAt, sessionRevokedAt }, now)).toBe(decision);
});
