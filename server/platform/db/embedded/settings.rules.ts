/** The settings our embedded PostgreSQL runs with, for a small server that must lose nothing. */

export interface MachineSize {
  memoryBytes: number
}

const mebibyte = 1024 * 1024
const sharedBuffersMinMiB = 64
const sharedBuffersMaxMiB = 512

/** Setting names and values for the command line: there neither a file nor ALTER SYSTEM can weaken them. */
export function serverSettings(
  majorVersion: number,
  sockets: string,
  machine: MachineSize,
): Record<string, string> {
  const memoryMiB = Math.floor(machine.memoryBytes / mebibyte)
  const buffersMiB = Math.min(sharedBuffersMaxMiB, Math.max(sharedBuffersMinMiB, Math.floor(memoryMiB / 10)))
  return {
    ...reach(sockets),
    ...durability,
    shared_buffers: `${buffersMiB}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memoryMiB / 2))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    temp_file_limit: '4GB',
    max_connections: '60',
    max_locks_per_transaction: '128',
    max_wal_size: '1GB',
    min_wal_size: '128MB',
    // Zeroing a new segment of 16 MB takes about 50 ms, during which no transaction can commit.
    wal_init_zero: 'off',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    // Our statements are short and prepared: parallel workers and compiled plans would cost more than they save.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    max_worker_processes: '4',
    max_wal_senders: '2',
    max_logical_replication_workers: '0',
    autovacuum_max_workers: '2',
    autovacuum_naptime: '20s',
    idle_in_transaction_session_timeout: '60s',
    client_connection_check_interval: '10s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    // A refused row is told to the caller; its statement could hold a person's words and stays out of the log.
    log_min_error_statement: 'panic',
    cluster_name: 'guildhall',
    // Version 18 would keep three more processes for reads that a small database answers from its cache.
    ...(majorVersion >= 18 ? { io_method: 'sync' } : {}),
  }
}

/** A unix socket in a private folder and nothing else: the bundled TLS library is too old for a network. */
function reach(sockets: string): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
  }
}

const durability = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
}
