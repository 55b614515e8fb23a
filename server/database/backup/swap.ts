import { existsSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { Problem } from '../../errors.ts'
import type { Address } from '../pool.ts'
import type { Runner } from '../runner.ts'
import { openSession } from '../session.ts'
import { sql } from '../sql.ts'

/*
 * Rows and files of a restore change places together, though no transaction spans both. A note beside the files says from the
 * first step that a restore is under way; a mark in the database, committed with the rows, says that they have arrived.
 * Whoever finds the note finishes what the mark says is done, or says that it was not.
 */

const mark = sql.id('restore_arrived')
const noteOf = (filesFolder: string) => `${filesFolder}.restoring`
export const arrivingOf = (filesFolder: string) => `${filesFolder}.arriving`
const leavingOf = (filesFolder: string) => `${filesFolder}.leaving`

/** The backup, and whether its files are in place, so that no mark is needed any more. */
type Note = { from: string; inPlace?: true }

const writeNote = (filesFolder: string, note: Note): Promise<void> =>
  writeFile(noteOf(filesFolder), JSON.stringify(note), { mode: 0o600 })

const readNote = (filesFolder: string) => JSON.parse(readFileSync(noteOf(filesFolder), 'utf8')) as Note

/** From here on a start refuses until the restore is whole. */
export const noteRestore = (filesFolder: string, from: string): Promise<void> => writeNote(filesFolder, { from })

/** Nothing has been touched, or everything is as it was. */
export const forgetRestore = (filesFolder: string): Promise<void> => rm(noteOf(filesFolder), { force: true })

/** In the transaction of the rows. */
export const markArrived = (tx: Runner): Promise<number> => tx.run(sql`create table ${mark} ()`)

/** Puts the files in place once the rows are there. Each step may have been done before. */
export async function swapFiles(db: Runner, filesFolder: string): Promise<void> {
  const [arriving, leaving] = [arrivingOf(filesFolder), leavingOf(filesFolder)]
  if (existsSync(arriving)) {
    if (existsSync(filesFolder)) {
      await rm(leaving, { recursive: true, force: true })
      await rename(filesFolder, leaving)
    }
    await rename(arriving, filesFolder)
  }
  await rm(leaving, { recursive: true, force: true })
  await writeNote(filesFolder, { ...readNote(filesFolder), inPlace: true })
  await db.run(sql`drop table if exists ${mark}`)
  await forgetRestore(filesFolder)
}

/** Before a start: finishes a restore whose rows had arrived when it broke off, and refuses one whose rows had not. */
export async function finishRestore(address: Address, filesFolder: string, tell: (sentence: string) => void) {
  if (!existsSync(noteOf(filesFolder))) return
  const session = await openSession(address)
  try {
    const { arrived } = await session.one<{ arrived: boolean }>(
      sql`select to_regclass('public.restore_arrived') is not null as arrived`,
    )
    const note = readNote(filesFolder)
    if (!arrived && !note.inPlace) throw unfinished(note)
    await swapFiles(session, filesFolder)
    tell('A restore that had broken off after its rows was finished.')
  } finally {
    await session.close()
  }
}

const unfinished = ({ from }: Note): Problem =>
  new Problem(
    'restore_unfinished',
    `The restore of ${from} broke off before its rows had arrived, so the database is not whole. Run it again: npx rapport restore --replace ${from}`,
    { from },
  )
