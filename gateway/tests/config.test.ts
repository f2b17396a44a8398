import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '#platform/config/parse-config.ts';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../service.ts';

describe('the configuration', () => {
  it('has a default for everything but the broker', () => {
    const config = readGatewayConfig({});
    expect(config).toMatchObject({ PORT: 4000, USERS_JWKS_URL: 'http://localhost:4001/.well-known/jwks.json' });
    expect(config.SUPERGRAPH_PATH).toMatch(/\/schema\/supergraph\.graphql$/);
    expect(config.subgraphUrls).toEqual({});
  });

  it('takes endpoints of subgraphs', () => {
    const config = readGatewayConfig({ SUBGRAPH_URL_USERS: 'http://users:4001/graphql', SUBGRAPH_URL_ORDERS: '' });
    expect(config.subgraphUrls).toEqual({ USERS: 'http://users:4001/graphql' });
  });

  it.each([
    [{ SUBGRAPH_URL_USERS: 'users' }, 'SUBGRAPH_URL_USERS is wrong: expected an address, http://host:port/path.'],
    [{ PORT: '70000' }, /^PORT is wrong/],
    [{ AMQP_URL: 'http://x' }, /^AMQP_URL is wrong/],
    [{ NODE_ENV: 'production' }, /^GATEWAY_SIGNING_SECRET/],
  ])('is refused with a sentence: %j', (env, sentence) => {
    expect(() => readGatewayConfig(env)).toThrow(sentence);
    expect(() => readGatewayConfig(env)).toThrow(ConfigError);
  });

  it('needs a broker', async () => {
    await expect(createGateway({ ...readGatewayConfig({ PORT: '0' }), LOG_LEVEL: 'silent' })).rejects.toThrow(
      /^AMQP_URL is missing/,
    );
  });

  it('needs a supergraph', async () => {
    const config = readGatewayConfig({ SUPERGRAPH_PATH: '/nowhere/supergraph.graphql', LOG_LEVEL: 'silent' });
    await expect(createGateway(config)).rejects.toThrow(/^SUPERGRAPH_PATH is wrong/);
  });
});
