import { expect, test } from 'vitest'
import { settingsFor, spaceOf } from './settings.ts'

const GB = 1024 ** 3
const small = { memory: GB, cores: 1, sharedMemory: 64 * 1024 ** 2, diskFree: 10 * GB }
const large = { memory: 64 * GB, cores: 16, sharedMemory: 32 * GB, diskFree: 500 * GB }

test('a small machine stays small', () => {
  expect(settingsFor(small)).toMatchObject({
    shared_buffers: '128MB',
    work_mem: '4MB',
    max_wal_size: '512MB',
    max_parallel_workers_per_gather: '0',
    dynamic_shared_memory_type: 'mmap',
  })
})

test('a large machine is used', () => {
  expect(settingsFor(large)).toMatchObject({ shared_buffers: '8192MB', work_mem: '64MB', max_wal_size: '4096MB' })
})

test.each([small, large])('acknowledged writes are on the disk on every machine', (machine) => {
  expect(settingsFor(machine)).toMatchObject({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' })
})

test('no network port is opened', () => expect(settingsFor(small).listen_addresses).toBe(''))

test('a folder that is not there has no space', () => expect(spaceOf('/no/such/folder')).toBe(0))
