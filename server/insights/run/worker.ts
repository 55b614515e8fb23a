import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { AnalyticsError } from '@rapport/analytics/errors.ts'
import { vocabulary as builtIn } from '@rapport/vocabulary/index.ts'
import { openDatabase } from '../../database/pool.ts'
import { Problem } from '../../errors.ts'
import { makeIds } from '../../ids.ts'
import type { Engine } from '../../records/call.ts'
import { openVocabulary } from '../../records/vocabulary.ts'
import { Cancelled, type Desk } from './kind.ts'
import { insightKinds } from './kinds.ts'
import type { Errand, Word } from './thread.ts'

const errand = workerData as Errand
const say = (word: Word): void => parentPort!.postMessage(word)

/** Linux gives threads priorities of their own: requests go before learning. Elsewhere all are equal. */
function standBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), 19)
  } catch (error) {
    if (process.platform === 'linux') console.error(`Learning runs at the priority of requests: ${String(error)}`)
  }
}

async function openDesk(): Promise<{ desk: Desk; close: () => Promise<void> }> {
  const db = openDatabase({ address: errand.address, connections: 3 })
  const living = await openVocabulary(db, builtIn)
  const began = performance.now()
  const clock = () => new Date(Date.parse(errand.now) + performance.now() - began)
  const newId = makeIds(clock)
  // Areas are for what people do; analytic work writes results, which no rule follows.
  const engine: Engine = { db, vocabulary: living.current, clock, newId, areas: {}, changed: () => undefined }
  const flag = new Int32Array(errand.stop)
  const signal = {
    get aborted() {
      return Atomics.load(flag, 0) === 1
    },
  }
  const progress: Desk['progress'] = (share, stage) => {
    if (signal.aborted) throw new Cancelled()
    say({ is: 'progress', share: Math.min(1, Math.max(0, share)), stage })
  }
  const desk: Desk = { db, engine, vocabulary: living.current(), now: errand.now, newId, signal, progress }
  return { desk, close: () => db.close() }
}

const failure = (error: unknown): Word => {
  const known = error instanceof Problem || error instanceof AnalyticsError
  const message = error instanceof Error ? error.message : String(error)
  return { is: 'failed', message, known, stack: error instanceof Error ? (error.stack ?? '') : '' }
}

standBack()
const { desk, close } = await openDesk()
try {
  const load = insightKinds[errand.kind]
  if (!load) throw new Problem('not_found', `There is no analysis of the kind "${errand.kind}".`)
  const kind = await load()
  say({ is: 'done', output: (await kind.work(errand.input, desk)) ?? null })
} catch (error) {
  say(failure(error))
} finally {
  await close()
}
