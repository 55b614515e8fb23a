import { mkdirSync } from 'node:fs'
import { startCluster } from '@rapport/server/database/embedded/cluster.ts'
import { migrate } from '@rapport/server/database/migrate.ts'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { fillCustomers } from './customers.ts'

/** The database of the benchmark, up and filled; it is kept in its folder, so that the next run begins at once. */
export async function openFilled(folder: string, count: number, tell: (sentence: string) => void) {
  mkdirSync(folder, { recursive: true })
  const cluster = await startCluster({ dataFolder: folder, settings: { max_connections: '100' }, tell })
  const address = cluster.address()
  await migrate(address, { tell })
  const db = openDatabase({ address, connections: 2 })
  await fillCustomers(db, count, tell)
  return { cluster, address, db }
}
