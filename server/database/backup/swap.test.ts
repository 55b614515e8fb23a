import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { useWorld } from '../../test/world.ts'
import { sql } from '../sql.ts'
import { arrivingOf, finishRestore, markArrived, noteRestore, swapFiles } from './swap.ts'

const world = useWorld({ empty: true })
const folder = mkdtempSync(join(tmpdir(), 'rapport-swap-'))
const files = join(folder, 'files')
const told: string[] = []
const finish = () => finishRestore(world.address, files, (sentence) => told.push(sentence))
const put = (path: string, text: string) => {
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'one'), text)
}

/** A restore up to the moment when its files are ready to change places with those that lie there. */
beforeEach(async () => {
  told.length = 0
  put(files, 'old')
  await noteRestore(files, '/backups/all.zip')
  put(arrivingOf(files), 'new')
})
afterEach(async () => {
  await world.db.run(sql`drop table if exists restore_arrived`)
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function expectWhole() {
  expect(readdirSync(folder)).toEqual(['files'])
  expect(readFileSync(join(files, 'one'), 'utf8')).toBe('new')
  expect(await world.db.one(sql`select to_regclass('public.restore_arrived') as mark`)).toEqual({ mark: null })
}

test('a restore that broke off before its rows arrived is not started, and says how to go on', async () => {
  await expect(finish()).rejects.toMatchObject({
    code: 'restore_unfinished',
    message: expect.stringContaining('npx rapport restore --replace /backups/all.zip'),
  })
  expect(readFileSync(join(files, 'one'), 'utf8')).toBe('old')
})

const leaving = () => renameSync(files, `${files}.leaving`)
const arriving = () => renameSync(arrivingOf(files), files)

test.each([
  ['before the files moved', []],
  ['when the old files had gone', [leaving]],
  ['when the new files had come', [leaving, arriving]],
] as const)('one that broke off %s is finished by the next start', async (_, steps) => {
  await markArrived(world.db)
  for (const step of steps) step()
  await finish()
  await expectWhole()
  expect(told).toHaveLength(1)
  await finish()
  expect(told).toHaveLength(1)
})

test('one that broke off when all but the note was gone is finished too', async () => {
  await markArrived(world.db)
  await swapFiles({ ...world.db, run: () => Promise.reject(new Error('The power failed.')) }, files).catch(
    () => undefined,
  )
  await world.db.run(sql`drop table restore_arrived`)
  await finish()
  await expectWhole()
})
