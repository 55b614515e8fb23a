import { statfsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'

export type Machine = { memory: number; cores: number; sharedMemory: number; diskFree: number }

const MB = 1024 * 1024
const clamp = (low: number, value: number, high: number) => Math.max(low, Math.min(value, high))

export function thisMachine(dataFolder: string): Machine {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return {
    memory,
    cores: availableParallelism(),
    sharedMemory: spaceOf('/dev/shm'),
    diskFree: spaceOf(dataFolder),
  }
}

/** Free bytes of the disk a folder lies on; 0 when there is no such folder. */
export function spaceOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

/** Durable first, then sized so that a small server stays small and a large one uses what it has. */
export function settingsFor(machine: Machine): Record<string, string> {
  const mb = machine.memory / MB
  const buffers = clamp(48, mb / 8, 8192)
  const walSize = clamp(256, machine.diskFree / MB / 20, 4096)
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    max_wal_size: `${Math.round(walSize)}MB`,
    checkpoint_timeout: '15min',
    shared_buffers: `${Math.round(buffers)}MB`,
    effective_cache_size: `${Math.round(clamp(128, mb / 2, 65536))}MB`,
    work_mem: `${Math.round(clamp(4, mb / 512, 64))}MB`,
    maintenance_work_mem: `${Math.round(clamp(32, mb / 32, 1024))}MB`,
    // Where /dev/shm is tiny, as in most containers, parallel queries would fail for want of it.
    dynamic_shared_memory_type: machine.sharedMemory < 512 * MB ? 'mmap' : 'posix',
    max_connections: '60',
    max_worker_processes: String(clamp(4, machine.cores * 2, 16)),
    max_parallel_workers: String(clamp(1, machine.cores, 8)),
    max_parallel_workers_per_gather: String(clamp(0, machine.cores - 1, 2)),
    max_locks_per_transaction: '256',
    jit: 'off',
    random_page_cost: '1.1',
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.02',
    idle_in_transaction_session_timeout: '5min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Failed statements are reported to whoever sent them; in the log they would leave personal data behind.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    listen_addresses: '',
  }
}
