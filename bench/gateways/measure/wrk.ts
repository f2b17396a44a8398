import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What wrk has seen. Times in ms. */
export interface LoadResult {
  requests: number;
  /** Heads and bodies. */
  bytes: number;
  seconds: number;
  failures: number;
  p50: number;
  p99: number;
}

export interface Load {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Sent in turn. */
  bodies: readonly string[];
  connections: number;
  seconds: number;
}

const INSTALL_WRK = 'wrk is missing. On Debian and Ubuntu: apt-get install wrk';

/**
 * Makes sure that wrk is there; as root it is installed.
 *
 * @throws Error saying what to install
 */
export function requireWrk(): string {
  const version = () => /wrk \D*([\d.]+)/.exec(spawnSync('wrk', ['-v'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  if (version() === undefined && process.getuid?.() === 0) {
    console.log('installing wrk');
    const options = { stdio: 'ignore' } as const;
    if (spawnSync('apt-get', ['install', '-y', 'wrk'], options).status !== 0) {
      spawnSync('apt-get', ['update'], options);
      spawnSync('apt-get', ['install', '-y', 'wrk'], options);
    }
  }
  const found = version();
  if (found === undefined) throw new Error(INSTALL_WRK);
  return found;
}

/** A text in Lua's own brackets, in which nothing has to be escaped. */
const lua = (text: string) => `[==[${text}]==]`;

function scriptFor({ headers, bodies }: Load): string {
  const [first = ''] = bodies;
  const inTurn = `
    local requests, at = {}, 0
    function init()
      for i, body in ipairs({ ${bodies.map(lua).join(',')} }) do requests[i] = wrk.format(nil, nil, nil, body) end
    end
    function request()
      at = at % #requests + 1
      return requests[at]
    end`;
  return `
    wrk.method = 'POST'
    wrk.body = ${lua(first)}
    ${Object.entries(headers)
      .map(([name, value]) => `wrk.headers['${name}'] = ${lua(value)}`)
      .join('\n')}
    ${bodies.length > 1 ? inTurn : ''}
    function done(summary, latency)
      local e = summary.errors
      print(string.format('RESULT {"requests":%d,"bytes":%d,"seconds":%f,"failures":%d,"p50":%f,"p99":%f}',
        summary.requests, summary.bytes, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000))
    end`;
}

/**
 * Puts load on a server for some seconds.
 *
 * @param folder for the script
 * @throws Error with what wrk said when it gave no result
 */
export async function runWrk(load: Load, folder: string, signal: AbortSignal): Promise<LoadResult> {
  const script = join(folder, 'load.lua');
  writeFileSync(script, scriptFor(load));
  const args = ['-t1', `-c${load.connections}`, `-d${load.seconds}s`, '--timeout', '10s', '-s', script, load.url];
  const child = spawn('wrk', args, { signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  const result = /^RESULT (.+)$/m.exec(output)?.[1];
  if (result === undefined) throw new Error(`wrk gave no result:\n${output}`);
  return JSON.parse(result);
}
