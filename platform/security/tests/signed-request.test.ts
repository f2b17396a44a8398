import { describe, expect, it } from '@jest/globals';
import { createSigner, encodeIdentity, signRequest, UnsignedRequest, verifyRequest } from '../signed-request.ts';
import { guest, type Viewer } from '../viewer.ts';

const request = { secret: 'a secret', method: 'POST', path: '/graphql', body: '{"query":"{ me { id } }"}' };
const viewer: Viewer = {
  kind: 'user',
  id: '01900000-0000-7000-8000-000000000001',
  roles: ['CUSTOMER'],
  sessionId: '01900000-0000-7000-8000-000000000002',
};
const identity = { viewer, clientAddress: '192.0.2.1' };
const now = 1_700_000_000_000;
const headers = signRequest(request, encodeIdentity(identity), now);

describe('a signed request', () => {
  it('brings the identity that it was signed with', () => {
    expect(verifyRequest(request, headers, now + 59_000)).toEqual(identity);
  });

  it.each([
    ['another body', { ...request, body: `${request.body} ` }, headers],
    ['another path', { ...request, path: '/admin' }, headers],
    ['another method', { ...request, method: 'GET' }, headers],
    ['another secret', { ...request, secret: 'b secret' }, headers],
    [
      'another identity',
      request,
      { ...headers, 'x-agora-identity': encodeIdentity({ viewer: guest, clientAddress: '' }) },
    ],
    ['another time', request, { ...headers, 'x-agora-time': String(now + 1) }],
    ['no signature', request, { ...headers, 'x-agora-signature': undefined }],
    ['a cut signature', request, { ...headers, 'x-agora-signature': 'AA' }],
  ])('is refused with %s', (_what, changed, given) => {
    expect(() => verifyRequest(changed, given as Record<string, string>, now)).toThrow(UnsignedRequest);
  });

  it('is refused a minute later', () => {
    expect(() => verifyRequest(request, headers, now + 61_000)).toThrow('too old');
  });

  it.each(['short', 'grün', 'x'.repeat(64), 'x'.repeat(65), 'ü'.repeat(200)])(
    'has the same signature from a signer for many, with the secret %s',
    (secret) => {
      const sign = createSigner({ ...request, secret });
      for (const body of ['', request.body, 'grün 🙂 \ud800']) {
        const expected = signRequest({ ...request, secret, body }, 'aWRlbnRpdHk', now);
        expect(sign(body, String(now), 'aWRlbnRpdHk')).toBe(expected['x-agora-signature']);
      }
    },
  );
});
