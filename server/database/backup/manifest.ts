import type { Applied } from '../migrate.ts'
import type { Sum } from './archive.ts'
import type { Description, Table } from './description.ts'

export const FORMAT = 1
export const MANIFEST = 'manifest.json'

/** What a backup says about itself: enough to rebuild it and to prove that nothing is missing. */
export type Manifest = {
  format: number
  rapport: string
  postgres: string
  createdAt: string
  migrations: Applied[]
  description: Description
  tables: TableData[]
  files: FileData[]
}

export type TableData = Sum & { schema: string; name: string; entry: string; columns: string[]; rows: number }
export type FileData = Sum & { path: string; entry: string }

/** Tables whose rows are copied: a partition's rows travel with the whole they are part of. */
export const withRows = (description: Description): Table[] => description.tables.filter((table) => !table.parent)

export const storedColumns = (table: Table): string[] =>
  table.columns.filter((column) => column.generated === null).map((column) => column.name)
