/*
 * How long one click takes after an import: the file of a shop is imported into an empty database, then everything is learned and worked
 * out, as `POST /api/v1/insights/runs` with the kind `all` does it.
 *
 *   node benchmarks/insights/shop.ts <file of invoice lines, .csv or .csv.gz> [folder of the database, emptied first]
 */
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { readConfig } from '@rapport/server/config.ts'
import { openDatabase } from '@rapport/server/database/pool.ts'
import { startDatabase } from '@rapport/server/database/start.ts'
import { openHouse } from '@rapport/server/house.ts'
import { runInsight } from '@rapport/server/insights/run/thread.ts'
import type { Label } from '@rapport/vocabulary/define/label.ts'
import { importFile } from '../import/run.ts'
import { costOf, told } from './watch.ts'

const [file, folder = join(tmpdir(), 'rapport-benchmark-shop')] = process.argv.slice(2)
if (!file) throw new Error('Give the file of invoice lines.')
rmSync(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true, mode: 0o755 })
const config = readConfig({ RAPPORT_DATA: join(folder, 'data') }, folder)
const running = await startDatabase(config, () => undefined)
const house = await openHouse({ db: running.db, config, clock: () => new Date() })
const eye = openDatabase({ address: running.db.direct, connections: 1 })

/** Seconds spent on each stage, as people are told of them. */
class Stages {
  readonly seconds = new Map<string, number>()
  #last: { readonly stage: string; readonly at: number } | undefined
  readonly hear = (_share: number, { en }: Label): void => {
    const at = performance.now()
    if (this.#last) {
      const { stage } = this.#last
      this.seconds.set(stage, (this.seconds.get(stage) ?? 0) + (at - this.#last.at) / 1_000)
    }
    this.#last = { stage: en, at }
  }
}

try {
  const path = file.endsWith('.gz') ? join(folder, 'shop.csv') : file
  if (path !== file) await pipeline(createReadStream(file), createGunzip(), createWriteStream(path))
  // Raw files of shops hold lines that are none: adjustments, tests, fees without a code.
  const imported = await importFile(house, path, 'shop.csv', Number.POSITIVE_INFINITY)
  console.log(`imported in ${imported.seconds.toFixed(1)} s`)
  const stages = new Stages()
  const work = () =>
    runInsight(
      'all',
      {},
      {
        address: running.db.direct,
        now: new Date().toISOString(),
        signal: new AbortController().signal,
        onProgress: stages.hear,
      },
    )
  const { cost, answer } = await costOf(eye, work)
  stages.hear(1, { en: 'end', zh: '' })
  for (const [stage, seconds] of stages.seconds) if (seconds >= 0.3) console.log(`  ${seconds.toFixed(1)} s  ${stage}`)
  for (const { kind, trained, failure } of (
    answer as {
      outcomes: {
        kind: string
        trained: { serving: boolean; scored: number; missing: Label | null } | null
        failure: Label | null
      }[]
    }
  ).outcomes)
    console.log(
      `  ${kind}: ${failure?.en ?? trained?.missing?.en ?? (trained?.serving ? `${trained.scored} scored` : 'no better than the naive rule')}`,
    )
  console.log(`everything learned in ${told(cost)}`)
} finally {
  await eye.close()
  await house.close()
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
}
