import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { User } from '../account/user.ts';
import { createAccessTokens } from '../session/access-tokens.ts';

const secret = 'the-secret-that-signs-from-now-on-000';
const previousSecret = 'the-secret-that-signed-until-now-0000';
const user: User = {
  id: '01900000-0000-7000-8000-000000000001',
  email: 'ada@example.com',
  name: 'Ada',
  roles: ['CUSTOMER', 'STAFF'],
  createdAt: new Date(0),
  version: 1,
};
const session = { sessionId: '01900000-0000-7000-8000-000000000002', refreshToken: 'opaque' };

describe('access tokens', () => {
  it('carry user, roles and session, and end when they say', async () => {
    const tokens = await createAccessTokens({ secret, seconds: 60 });
    const { accessToken, refreshToken, expiresAt } = await tokens.issue(user, session);
    const { payload } = await jwtVerify(accessToken, createLocalJWKSet(tokens.keySet));
    expect(payload).toEqual({
      sub: user.id,
      roles: user.roles,
      sid: session.sessionId,
      iss: 'agora',
      aud: 'agora',
      iat: expect.any(Number),
      exp: expiresAt.getTime() / 1000,
    });
    expect(refreshToken).toBe('opaque');
  });

  it('are the same key’s in every process that has the secret', async () => {
    const [one, other] = [
      await createAccessTokens({ secret, seconds: 60 }),
      await createAccessTokens({ secret, seconds: 1 }),
    ];
    expect(one.keySet).toEqual(other.keySet);
  });

  it('are verified across a change of the secret', async () => {
    const before = await createAccessTokens({ secret: previousSecret, seconds: 60 });
    const after = await createAccessTokens({ secret, previousSecret, seconds: 60 });
    const keySet = createLocalJWKSet(after.keySet);
    for (const tokens of [before, after]) {
      const { accessToken } = await tokens.issue(user, session);
      expect((await jwtVerify(accessToken, keySet)).payload.sub).toBe(user.id);
    }
    const stranger = await createAccessTokens({ secret: 'a-secret-that-nobody-here-has-ever-had', seconds: 60 });
    const { accessToken } = await stranger.issue(user, session);
    await expect(jwtVerify(accessToken, keySet)).rejects.toThrow();
  });
});
