/*
 * A fresh, migrated database for each test file, on a real PostgreSQL:
 *
 *   const world = useWorld()                     // at the top of the file: made before, dropped after its tests
 *   test('…', async () => { await world.db.query(sql`…`) })
 *
 * RAPPORT_TEST_DATABASE_URL points the whole suite at an outside server.
 */
import { afterAll, beforeAll, inject } from 'vitest'
import { type Address, type Database, openDatabase } from '../database/pool.ts'
import { createDatabase, dropDatabase, inDatabase, theCluster } from './cluster.ts'

export type World = {
  readonly db: Database
  readonly address: Address
  close(): Promise<void>
}

let made = 0

/** A migrated database of its own; `empty` leaves out the migrations. The caller closes it. */
export async function openWorld(options: { empty?: boolean; connections?: number } = {}): Promise<World> {
  const run = inject('run')
  const cluster = await theCluster(run)
  const name = `${run.prefix}_${process.pid}_${made++}`
  await createDatabase(cluster.address, name, options.empty ? undefined : cluster.template)
  const address = inDatabase(cluster.address, name)
  const db = openDatabase({ address, connections: options.connections ?? 8 })
  const close = async () => {
    await db.close()
    await dropDatabase(cluster.address, name)
  }
  return { db, address, close }
}

/** The world of a test file, made before its first test and dropped after its last. */
export function useWorld(options: { empty?: boolean; connections?: number } = {}): Omit<World, 'close'> {
  let world: World | undefined
  beforeAll(async () => {
    world = await openWorld(options)
  })
  afterAll(() => world?.close())
  const opened = () => {
    if (!world) throw new Error('The world opens before the first test: use it inside a test or beforeEach.')
    return world
  }
  return {
    get db() {
      return opened().db
    },
    get address() {
      return opened().address
    },
  }
}
