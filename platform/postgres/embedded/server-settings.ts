/** For one machine of one developer. What is not here is PostgreSQL's default, fsync (on) above all: state survives. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Six subgraphs with a pool each, and tests beside them.
  max_connections: '200',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  // Parallel queries share memory through /dev/shm, of which a container has 64 MB by default.
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
} as const;

/** The command line of `postgres` for a data folder and a TCP port. */
export function serverArguments(dataFolder: string, port: number): string[] {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', dataFolder, '-p', String(port), ...options];
}
