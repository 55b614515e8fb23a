/* Imports on a world of their own: a text or bytes in, what became of it out. */
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { areas } from '../areas.ts'
import type { Database } from '../database/pool.ts'
import { importAreas } from '../imports.ts'
import { Imports } from '../records/import/imports.ts'
import type { Mapping } from '../records/import/mapping.ts'
import type { ImportRow } from '../records/import/store.ts'
import type { Person } from '../records/person.ts'
import { type Office, openOffice } from './office.ts'

export interface ImportDesk extends Office {
  readonly imports: Imports
  /** Uploads, and answers what was detected. */
  readonly upload: (contents: string | Uint8Array, name?: string, person?: Person) => Promise<ImportRow>
  /** Uploads, maps as suggested (or as told), runs to the end. */
  readonly run: (
    contents: string | Uint8Array,
    change?: (mapping: Mapping) => Mapping,
    person?: Person,
  ) => Promise<ImportRow>
  readonly place: (sha256: string) => string
}

export async function openDesk(db: Database): Promise<ImportDesk> {
  const office = await openOffice(db, { areas })
  const folder = mkdtempSync(join(tmpdir(), 'rapport-import-'))
  const place = (sha256: string) => join(folder, sha256)
  const people = new Map([office.admin, office.manager, office.member, office.viewer].map((one) => [one.id, one]))
  const imports = new Imports({
    engine: office.engine,
    areas: importAreas,
    place,
    send: async () => undefined,
    personOf: async ({ run_by }) => (run_by === null ? undefined : people.get(run_by)),
  })
  const upload: ImportDesk['upload'] = async (contents, name = 'file.csv', person = office.admin) => {
    const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    writeFileSync(place(sha256), bytes)
    return imports.begin(person, { name, size: bytes.length, sha256 })
  }
  const run: ImportDesk['run'] = async (contents, change, person = office.admin) => {
    const row = await upload(contents, 'file.csv', person)
    if (row.state === 'broken') return row
    if (change) await imports.map(person, row.id, change(row.mapping!))
    await imports.start(person, row.id)
    await imports.work(row.id, 'run', new AbortController().signal)
    return imports.get(person, row.id)
  }
  return { ...office, imports, upload, run, place }
}
