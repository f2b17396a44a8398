import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newMessage } from '#contracts/new-message.ts';
import { sessionRevoked } from '#contracts/users.ts';
import { guest, type Viewer } from '#platform/security/viewer.ts';
import { eventually } from '#platform/testkit/eventually.ts';
import { createAuthenticator, everybodyIsGuest, InvalidToken } from '../auth/authenticator.ts';
import { createIdentities } from '../auth/identities.ts';
import { startTestGateway, type TestGateway } from './test-gateway.ts';

const USER = randomUUID();
const me = { query: '{ me { id } }' };

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway({
    subgraphs: {
      users: { Query: { me: (_parent, _args, { viewer }) => (viewer.kind === 'user' ? { id: viewer.id } : null) } },
    },
  });
});
afterAll(() => graph[Symbol.asyncDispose]());

const claims = { userId: USER, sessionId: randomUUID() };
const send = (authorization: string) => graph.post(me, { authorization });
const bearer = (token: string) => send(`Bearer ${token}`);

function unsigned(): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const payload = { sub: USER, sid: claims.sessionId, roles: ['ADMIN'], iss: 'agora', aud: 'agora', exp: now + 900 };
  return `${encode({ alg: 'none' })}.${encode(payload)}.`;
}

/** Signed by HMAC with the published key as the secret, for verifiers that let the token choose the algorithm. */
async function confused(): Promise<string> {
  const { SignJWT } = await import('jose');
  const keys = await (await fetch(graph.issuer.jwksUrl)).text();
  return new SignJWT({ roles: ['ADMIN'], sid: claims.sessionId })
    .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
    .setSubject(USER)
    .setIssuer('agora')
    .setAudience('agora')
    .setExpirationTime('15m')
    .sign(new TextEncoder().encode(keys));
}

describe('an access token', () => {
  it('says who asks', async () => {
    const { status, body } = await bearer(await graph.issuer.sign(claims));
    expect([status, body.data]).toEqual([200, { me: { id: USER } }]);
  });

  it.each([
    ['has expired', () => graph.issuer.sign({ ...claims, expiresIn: -1 })],
    ['is signed by another key', () => graph.issuer.forge(claims)],
    ['is not signed (alg none)', async () => unsigned()],
    ['is signed with the public key as a secret', () => confused()],
    ['is for somebody else (aud)', () => graph.issuer.sign({ ...claims, audience: 'other' })],
    ['is from somebody else (iss)', () => graph.issuer.sign({ ...claims, issuer: 'other' })],
    ['has no session', () => graph.issuer.sign({ ...claims, more: { sid: undefined } })],
    ['has a role that does not exist', () => graph.issuer.sign({ ...claims, more: { roles: ['ROOT'] } })],
    ['is no token', async () => 'abc'],
    ['was changed', async () => (await graph.issuer.sign(claims)).replace(/\.[\w-]{10}/, '.eyJzdWIiOi')],
  ])('is refused with 401 when it %s', async (_why, make) => {
    const { status, headers, body } = await bearer(await make());
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(body).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is refused when the header holds something else', async () => {
    expect((await send('Basic YTpi')).status).toBe(401);
  });

  it('is refused once it has expired, although it was good before', async () => {
    const token = await graph.issuer.sign({ ...claims, expiresIn: 4 });
    expect((await bearer(token)).status).toBe(200);
    await eventually('it is refused', async () => (await bearer(token)).status === 401);
  });

  it('is refused as soon as its session has ended; other sessions go on', async () => {
    const ended = randomUUID();
    const token = await graph.issuer.sign({ userId: USER, sessionId: ended });
    const other = await graph.tokenOf(USER);
    expect((await bearer(token)).status).toBe(200);
    const data = { userId: USER, sessionId: ended };
    await graph.broker.publish([newMessage(sessionRevoked, { aggregateId: USER, aggregateVersion: 1, data })]);
    const { body } = await eventually('it is refused', async () => {
      const answer = await bearer(token);
      return answer.status === 401 && answer;
    });
    expect(body.errors[0].message).toBe('The session has ended.');
    expect((await bearer(other)).status).toBe(200);
  });

  it('is refused by a gateway that started after the session had ended', async () => {
    const ended = randomUUID();
    const data = { userId: USER, sessionId: ended };
    await graph.broker.publish([newMessage(sessionRevoked, { aggregateId: USER, aggregateVersion: 2, data })]);
    await using later = await startTestGateway({ broker: graph.broker });
    const token = await later.issuer.sign({ userId: USER, sessionId: ended });
    const headers = { authorization: `Bearer ${token}` };
    await eventually(
      'it is refused',
      async () => (await later.post({ query: '{ __typename }' }, headers)).status === 401,
    );
  });

  it('of a guest session is good for orders, and for nothing that needs an account', async () => {
    const token = await graph.tokenOf(randomUUID(), []);
    const codesOf = async (query: string) => {
      const { errors } = await graph.ask(query, {}, token);
      return errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
    };
    for (const mutation of [
      'updateProfile(input: { name: "Eve" })',
      'changePassword(input: { currentPassword: "12345678", newPassword: "12345678" })',
      'removeAddress(input: { id: "1" })',
      'addReview(input: { productId: "1", rating: 5, body: "Fine." })',
      'createCategory(input: { name: "X", slug: "x" })',
      'setRoles(input: { userId: "1", roles: [ADMIN] })',
    ]) {
      expect(await codesOf(`mutation { ${mutation} { __typename } }`)).toEqual(['FORBIDDEN']);
    }
    // It gets as far as the subgraph, which does not run here.
    expect(await codesOf('{ order(id: "1") { id } }')).toEqual(['SUBGRAPH_UNAVAILABLE']);
    const cancel = 'cancelOrder(input: { orderId: "1", idempotencyKey: "k" })';
    expect(await codesOf(`mutation { ${cancel} { __typename } }`)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  });

  it('is verified once, with keys that were fetched once', async () => {
    const before = graph.issuer.requests();
    const token = await graph.tokenOf(USER);
    for (let n = 0; n < 5; n += 1) expect((await bearer(token)).status).toBe(200);
    expect(graph.issuer.requests()).toBe(before);
  });

  it('cannot be checked while the keys are away: 503, guests are still served', async () => {
    await using cut = await startTestGateway({ config: { USERS_JWKS_URL: 'http://127.0.0.1:9/jwks' } });
    const { status, body } = await cut.post(me, { authorization: `Bearer ${await cut.tokenOf(USER)}` });
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'SUBGRAPH_UNAVAILABLE']);
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
    expect((await cut.post({ query: '{ __typename }' })).status).toBe(200);
  });
});

describe('an authenticator', () => {
  const ended = new Set<string>();
  const own = () =>
    createAuthenticator({ jwksUrl: graph.issuer.jwksUrl, issuer: 'agora', audience: 'agora', revoked: ended });

  it('has nothing to wait for when it knows the token, and with nobody’s', async () => {
    const authenticator = own();
    const authorization = `Bearer ${await graph.issuer.sign(claims)}`;
    const first = authenticator.authenticate(authorization);
    expect(first).toBeInstanceOf(Promise);
    expect(authenticator.authenticate(authorization)).toBeInstanceOf(Promise);
    const { viewer } = await first;
    expect(viewer).toMatchObject({ kind: 'user', id: USER });
    expect(authenticator.authenticate(authorization)).toMatchObject({ viewer: { id: USER } });
    expect(authenticator.authenticate(undefined)).toEqual({ viewer: { kind: 'guest' }, expiresAt: Infinity });
  });

  it('refuses a token that it knows as soon as its session has ended', async () => {
    const authenticator = own();
    const sessionId = randomUUID();
    const authorization = `Bearer ${await graph.issuer.sign({ userId: USER, sessionId })}`;
    await authenticator.authenticate(authorization);
    ended.add(sessionId);
    expect(() => authenticator.authenticate(authorization)).toThrow(InvalidToken);
  });

  it('keeps a token once, however its header is written', async () => {
    const authenticator = own();
    const token = await graph.issuer.sign(claims);
    const known = await authenticator.authenticate(`Bearer ${token}`);
    for (const scheme of ['Bearer  ', 'bearer ', `BEARER${' '.repeat(8_000)}`]) {
      expect(authenticator.authenticate(scheme + token)).toBe(known);
    }
  });

  it('can take everybody for a guest', async () => {
    expect(everybodyIsGuest.authenticate('Bearer a.b.c')).toMatchObject({ viewer: { kind: 'guest' } });
    await everybodyIsGuest.ready();
  });
});

describe('an identity', () => {
  const decoded = (identity: string) => JSON.parse(Buffer.from(identity, 'base64url').toString());

  it('is that of the viewer at the address, whoever was asked for before', () => {
    const encode = createIdentities();
    const user: Viewer = { kind: 'user', id: USER, roles: [], sessionId: claims.sessionId };
    const cases: [Viewer, string][] = [
      [user, '10.0.0.1'],
      [guest, '10.0.0.1'],
      [user, '10.0.0.2'],
      [{ ...user, id: randomUUID() }, '10.0.0.2'],
      [guest, '10.0.0.2'],
      [user, '10.0.0.1'],
      [guest, '10.0.0.1'],
    ];
    for (const [viewer, clientAddress] of cases) {
      expect(decoded(encode(viewer, clientAddress))).toEqual({ viewer, clientAddress });
      expect(encode(viewer, clientAddress)).toBe(encode(viewer, clientAddress));
    }
  });
});
