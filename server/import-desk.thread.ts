import { parentPort, workerData } from 'node:worker_threads'
import { vocabulary as builtIn } from '@rapport/vocabulary/index.ts'
import { areas } from './areas.ts'
import { openDatabase } from './database/pool.ts'
import { makeIds } from './ids.ts'
import type { Errand, Word } from './import-desk.ts'
import { importAreas } from './imports.ts'
import { Imports } from './records/import/imports.ts'
import { openVocabulary } from './records/vocabulary.ts'

const { task, database, now } = workerData as Errand
const began = performance.now()
const clock = () => new Date(now + performance.now() - began)
const say = (word: Word) => parentPort?.postMessage(word)

const stop = new AbortController()
parentPort?.on('message', () => stop.abort(new Error('The server stops.')))

const db = openDatabase({ ...database, connections: 4 })
try {
  const living = await openVocabulary(db, builtIn)
  const engine = {
    db,
    vocabulary: living.current,
    clock,
    newId: makeIds(clock),
    areas,
    changed: () => say('changed'),
  }
  const imports = new Imports({
    engine,
    areas: importAreas,
    place: () => task.path,
    send: async () => undefined,
    personOf: async () => undefined,
  })
  await imports.here(task, stop.signal)
  say('done')
} finally {
  await db.close()
  parentPort?.close()
}
